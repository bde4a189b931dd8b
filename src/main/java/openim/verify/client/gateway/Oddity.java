package openim.verify.client.gateway;

import java.time.Instant;
import openim.verify.client.Excerpt;

/**
 * A frame that should not have come: garbled, unknown, or a reply that nobody waits for any more.
 *
 * @param what in one line, without what could be a key
 */
public record Oddity(Instant at, String what) {

    public Oddity {
        what = Excerpt.of(what);
    }
}
