package openim.verify.recovery.act;

import java.time.Duration;
import java.util.List;

/**
 * How long commands may take; all positive.
 *
 * @param tool for one that only looks
 * @param stop for {@code mage stop}, which waits 15 s for what does not end
 * @param start for {@code mage start}, and for {@code docker compose}
 * @param settle for what was started to be seen running, after the command has ended
 * @param component for a component to answer after its start
 */
public record CommandTimeouts(Duration tool, Duration stop, Duration start, Duration settle, Duration component) {

    public CommandTimeouts {
        for (Duration each : List.of(tool, stop, start, settle, component)) {
            if (each.isZero() || each.isNegative()) {
                throw new IllegalArgumentException("no patience at all: " + each);
            }
        }
    }
}
