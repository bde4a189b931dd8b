package openim.verify.await;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.verdict.CannotLook;

/**
 * Does things at the same time that do not depend on each other, where each ends by a deadline of its own.
 *
 * <p>When it returns or throws, all have ended, unless it was stopped: whoever cleans up after a failure finds all that was
 * made.
 */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Does both, and makes one of what came of them.
     *
     * @throws RuntimeException what the one threw, or else what the other threw
     * @throws CannotLook if this thread was interrupted meanwhile; the interrupt is kept, and the other is interrupted too
     */
    public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> combined) {
        FutureTask<B> beside = new FutureTask<>(other::get);
        Thread thread = new Thread(beside, Thread.currentThread().getName() + "-beside");
        thread.setDaemon(true);
        thread.start();
        A first;
        try {
            first = one.get();
        } catch (RuntimeException | Error failed) {
            ended(thread);
            throw failed;
        }
        return combined.apply(first, result(beside, thread));
    }

    /** The same for what gives nothing back. */
    public static void both(Runnable one, Runnable other) {
        Supplier<Boolean> first = () -> {
            one.run();
            return true;
        };
        both(
                first,
                () -> {
                    other.run();
                    return true;
                },
                Boolean::logicalAnd);
    }

    /**
     * Does the same with each of several.
     *
     * @return what came of each, in their order
     * @throws RuntimeException what was thrown first, in that order
     * @throws CannotLook if this thread was interrupted meanwhile; the interrupt is kept, and the others are interrupted too
     */
    public static <T, R> List<R> each(List<T> all, Function<? super T, ? extends R> work) {
        if (all.isEmpty()) {
            return List.of();
        }
        return both(
                () -> List.<R>of(work.apply(all.get(0))),
                () -> SideBySide.<T, R>each(all.subList(1, all.size()), work),
                (first, rest) -> Stream.concat(first.stream(), rest.stream()).toList());
    }

    private static <B> B result(FutureTask<B> beside, Thread thread) {
        try {
            return beside.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", interrupted);
        }
    }

    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
