package openim.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that do the same at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** What came of it for each of so many; throws the failure of one as an {@code ExecutionException}. */
    public static <T> List<T> done(int many, Callable<T> work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            Callable<T> each = () -> {
                together.await();
                return work.call();
            };
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(Collections.nCopies(many, each))) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
