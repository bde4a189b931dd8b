package openim.verify.client.component;

import openim.verify.await.Deadline;

/** A component beneath a deployment, which can be asked whether it is there. Implementations are safe for all threads. */
public interface Component {

    /** Its name and address, fit for a sentence: {@code Redis at 127.0.0.1:16379}. */
    String who();

    /**
     * Asks it. Never throws for what it finds, and always returns by the deadline.
     */
    Ping ping(Deadline deadline);

    /**
     * Asks it, and accuses it if it is dead.
     *
     * @return what it said of itself
     * @throws openim.verify.verdict.BrokenPromise if it is dead
     * @throws openim.verify.verdict.NotLookedAt if nothing can be said of it from here
     */
    default String requireAlive(Deadline deadline) {
        return ping(deadline).requireAlive(who());
    }
}
