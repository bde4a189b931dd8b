package openim.verify.rehearsal.service.process;

import java.time.Duration;

/** One life of a process, from a start to the end that follows it. */
public interface Life {

    /**
     * Goes on if the process runs, waits while it hangs.
     *
     * @throws DeadProcessException if this life is over
     */
    void pass();

    /** Whether this life has not ended yet; a hung process lives. */
    boolean lasts();

    /**
     * Waits so long, or until this life is over, and then passes.
     *
     * @throws DeadProcessException if this life is over
     */
    void pause(Duration duration);
}
