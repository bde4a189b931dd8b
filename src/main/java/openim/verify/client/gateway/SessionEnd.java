package openim.verify.client.gateway;

import java.time.Instant;
import java.util.Locale;

/**
 * How a session ended.
 *
 * @param reason in the words of whoever ended it
 */
public record SessionEnd(Kind kind, Instant at, String reason) {

    /** Who ended it. */
    public enum Kind {
        /** The gateway, because another device took its place. */
        KICKED,
        /** The gateway or the way to it, unasked. */
        DROPPED,
        /** We. */
        CLOSED
    }

    /** One line: "the session was dropped at 12:00:01Z: the connection ended without a close frame". */
    public String description() {
        return "the session was " + kind.name().toLowerCase(Locale.ROOT) + " at " + at + ": " + reason;
    }
}
