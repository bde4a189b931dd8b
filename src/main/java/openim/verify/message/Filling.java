package openim.verify.message;

import openim.verify.client.MessageId;
import openim.verify.client.user.User;

/** Texts that fill a frame of the gateway. */
final class Filling {

    /** A larger frame ends the session. */
    static final int LARGEST_FRAME = 51_200;

    /** Ids of calls grow in length, and lengths are written in bytes of their own. */
    private static final int SLACK = 16;

    private Filling() {}

    /** One whose frame is some bytes below the limit. */
    static String justWithin(User sender, User receiver) {
        return text(capacity(sender, receiver) - SLACK);
    }

    /** One whose frame is some bytes above it. */
    static String justBeyond(User sender, User receiver) {
        return text(capacity(sender, receiver) + SLACK);
    }

    /** Three letters make four of Base64. */
    private static int capacity(User sender, User receiver) {
        int empty = sender.session().frameSize(MessageId.fresh(), receiver.id(), "");
        return (LARGEST_FRAME - empty) / 4 * 3;
    }

    private static String text(int length) {
        String unique = Burst.text("filling a frame").replaceAll("[^ -~]", "-") + " ";
        return unique + "x".repeat(length - unique.length());
    }
}
