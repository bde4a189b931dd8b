package openim.verify.message;

import java.time.Duration;
import openim.verify.client.user.Sent;
import openim.verify.target.account.Pair;

/** A message that was sent by REST, which needs no gateway. */
public record RestMessage(Sent sent) {

    /**
     * Sends one.
     *
     * @throws openim.verify.verdict.BrokenPromise if it is not acknowledged
     */
    public static RestMessage between(Pair pair) {
        return new RestMessage(pair.sender().mustSendByRest(Burst.text("by REST"), pair.receiver()));
    }

    public Duration acknowledgedAfter() {
        return sent.ack().answer().took();
    }
}
