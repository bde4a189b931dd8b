package openim.verify.message;

import java.time.Instant;
import openim.verify.client.MessageId;

/** What our messages say. */
public final class Text {

    private Text() {}

    /** Nobody ever sent this text before. Beyond ASCII, because bytes are what is compared. */
    public static String fresh(String how) {
        return "openim-verify → " + how + " ✓ " + Instant.now() + " " + MessageId.fresh();
    }
}
