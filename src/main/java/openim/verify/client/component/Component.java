package openim.verify.client.component;

import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;

/** A component beneath a deployment, which can be asked whether it is there. Implementations are safe for all threads. */
public interface Component {

    /** Its name and address, fit for a sentence: {@code Redis at 127.0.0.1:16379}. */
    String who();

    /**
     * Asks it. Never throws for what it finds, and always returns by the deadline.
     */
    Ping ping(Deadline deadline);

    /**
     * Asks it, once more if no answer came, and accuses it if it is dead.
     *
     * <p>The first ping of a run pays for the loading of the driver, which on a busy machine takes longer than a component is
     * given; that must not be held against it.
     *
     * @param within how long it has to answer, each time
     * @return what it said of itself
     * @throws openim.verify.verdict.BrokenPromise if it is dead
     * @throws openim.verify.verdict.NotLookedAt if nothing can be said of it from here
     */
    default String mustBeAlive(Duration within) {
        Ping first = ping(Deadline.in(within));
        boolean silent = first instanceof Ping.Dead dead
                && dead.failure().filter(Failure.NO_ANSWER::equals).isPresent();
        return (silent ? ping(Deadline.in(within)) : first).mustBeAlive(who());
    }
}
