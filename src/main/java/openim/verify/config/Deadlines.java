package openim.verify.config;

import java.time.Duration;
import java.util.List;

/**
 * How long things may take; all positive.
 *
 * @param call one request and its answer
 * @param push from a message's acknowledgement to its arrival at an open session
 * @param stored from a message's acknowledgement to its being stored
 * @param quiet how long nothing more may come before "exactly once" is believed
 * @param settle how long after a login the gateway does not push yet
 * @param tool one call of {@code mage} or {@code docker}
 * @param run the whole run
 */
public record Deadlines(
        Duration call, Duration push, Duration stored, Duration quiet, Duration settle, Duration tool, Duration run) {

    public Deadlines {
        for (Duration deadline : List.of(call, push, stored, quiet, settle, tool, run)) {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("a deadline must be positive: " + deadline);
            }
        }
    }
}
