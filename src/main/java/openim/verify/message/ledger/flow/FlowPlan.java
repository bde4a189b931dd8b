package openim.verify.message.ledger.flow;

import java.time.Duration;

/**
 * How a flow is to go.
 *
 * @param rate messages in a second, all senders together
 * @param senders how many send
 * @param receivers how many receive
 * @param drain how long at the end is waited for pushes that are still missing
 * @param retries whether what was not answered is sent once more, with its id, when the sender has a session again
 */
public record FlowPlan(int rate, int senders, int receivers, Duration drain, boolean retries) {

    public FlowPlan {
        if (rate < 1 || senders < 1 || receivers < 1 || drain.isNegative()) {
            throw new IllegalArgumentException("no flow goes like this: " + rate + " a second, " + senders
                    + " senders, " + receivers + " receivers, " + drain);
        }
    }

    /** A sender to eight receivers, five messages a second. */
    public static FlowPlan standard() {
        return new FlowPlan(5, 1, 8, Duration.ofSeconds(30), false);
    }
}
