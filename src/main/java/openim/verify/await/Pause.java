package openim.verify.await;

import java.util.concurrent.TimeUnit;
import openim.verify.verdict.CannotLook;

/** Stands still for a while, where the while itself is what is wanted: to pace writes, to let something settle. */
public final class Pause {

    private Pause() {}

    /**
     * Waits until the moment that the deadline names.
     *
     * @throws CannotLook if the thread is interrupted, which it then still is
     */
    public static void until(Deadline moment) {
        try {
            TimeUnit.NANOSECONDS.sleep(moment.remaining().toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", stop);
        }
    }
}
