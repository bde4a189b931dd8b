package openim.verify.client;

import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;

/**
 * A cap on how often we write to a deployment, which may be in production.
 *
 * <p>One for all drivers. Turns are given out evenly, in the order of asking; there is no credit for turns not used. Safe
 * for all threads.
 */
public final class RateCap {

    private final Duration between;
    private Deadline next = Deadline.in(Duration.ZERO);

    private RateCap(Duration between) {
        this.between = between;
    }

    /** At most so many writes each second. */
    public static RateCap perSecond(int writes) {
        if (writes < 1) {
            throw new IllegalArgumentException("at least one write a second: " + writes);
        }
        return new RateCap(Duration.ofSeconds(1).dividedBy(writes));
    }

    /** Waits for its turn. */
    public void take() {
        Pause.until(turn());
    }

    private synchronized Deadline turn() {
        Deadline turn = next.isOver() ? Deadline.in(Duration.ZERO) : next;
        next = Deadline.in(turn.remaining().plus(between));
        return turn;
    }
}
