package openim.verify.await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import openim.verify.verdict.CannotLook;

/**
 * Runs a call whose own patience cannot be trusted, on a thread of its own, and leaves it behind at a deadline.
 *
 * <p>For drivers that offer no socket to close: a name lookup, a handshake, or a pool that waits for its monitor can outlast
 * every time-out that they are given. The caller is free at the deadline whatever the driver does. The thread is a daemon and
 * is interrupted when it is left; what was opened in it is closed by {@link Deadline#closing} as everywhere.
 */
public final class Bounded {

    private Bounded() {}

    /**
     * Calls, and waits for the answer up to the deadline.
     *
     * @param name of the thread, for thread dumps
     * @throws TimeoutException if the deadline came first
     * @throws CannotLook if this thread was interrupted; the interrupt is kept
     * @throws Exception what the call itself threw
     */
    public static <T> T call(Deadline deadline, String name, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotLook("interrupted while waiting for " + name, interrupted);
        } finally {
            task.cancel(true);
        }
    }

    /**
     * The same of work that throws nothing that is checked.
     *
     * @throws TimeoutException if the deadline came first
     * @throws CannotLook if this thread was interrupted; the interrupt is kept
     */
    public static <T> T get(Deadline deadline, String name, Supplier<T> work) throws TimeoutException {
        try {
            return call(deadline, name, work::get);
        } catch (TimeoutException | RuntimeException told) {
            throw told;
        } catch (Exception unforeseen) {
            throw new IllegalStateException(unforeseen);
        }
    }
}
