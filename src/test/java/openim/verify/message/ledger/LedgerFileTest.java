package openim.verify.message.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerFileTest {

    private static final int MANY = 6;

    @TempDir
    Path directory;

    @Test
    void oneThatIsNotThereYetIsMadeByManyAtOnce() throws Exception {
        ExecutorService opening = Executors.newFixedThreadPool(MANY);
        try {
            for (int round = 0; round < 20; round++) {
                Path file = directory.resolve(round + ".db");
                CyclicBarrier together = new CyclicBarrier(MANY);
                List<Future<?>> opened = new ArrayList<>();
                for (int each = 0; each < MANY; each++) {
                    opened.add(opening.submit(() -> {
                        together.await();
                        LedgerReader.of(file).close();
                        return null;
                    }));
                }
                for (Future<?> one : opened) {
                    one.get();
                }
            }
        } finally {
            opening.shutdownNow();
        }
    }
}
