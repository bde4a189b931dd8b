package openim.verify.message;

import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;

/**
 * A frame that is larger than the gateway takes. It costs the session, and nothing else. And the texts that fill a frame as far as the
 * gateway takes it, or a little further.
 */
public final class LargeFrame {

    /** A larger frame ends the session. */
    static final int LARGEST_FRAME = 51_200;

    /** Ids of calls grow in length, and lengths are written in bytes of their own. */
    private static final int SLACK = 16;

    private LargeFrame() {}

    /**
     * Sends one, and after it a message of ordinary size over a new session.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if the gateway took it, or delivered it, or the next message does not pass
     */
    public static String mustBeRefused(UserId loud, User receiver, Drivers drivers, Duration within) {
        try (User sender = User.mustLogInKickingOthers(loud, Platform.WEB, drivers)) {
            sender.mustOpenSession();
            Sent large = sender.sends(justBeyond(sender, receiver), receiver);
            String how = refused(sender, large);
            sender.mustOpenSession();
            Sent next = sender.mustSend(Text.fresh("after a frame that was too large"), receiver);
            receiver.mustReceive(next, Deadline.in(within));
            requireNotDelivered(receiver, large);
            return how + "; the next message passed";
        }
    }

    private static String refused(User sender, Sent large) {
        Answer answer = large.ack().withTokenOf(sender.id()).answer();
        if (answer.isOk() || sender.session().isOpen()) {
            throw BrokenPromise.seeing(
                    "the gateway took a frame of more than " + LARGEST_FRAME + " bytes: " + answer,
                    "it ends the session of " + sender + " for that");
        }
        return "a frame of more than " + LARGEST_FRAME + " bytes: "
                + sender.session().end().map(SessionEnd::description).orElseThrow();
    }

    private static void requireNotDelivered(User receiver, Sent large) {
        if (!receiver.session().pushesOf(large.id()).isEmpty()) {
            throw BrokenPromise.seeing(
                    receiver + " was pushed " + large + ", which the gateway refused", "nobody gets it");
        }
    }

    /** A text whose frame is some bytes below the limit. */
    static String justWithin(User sender, User receiver) {
        return text(capacity(sender, receiver) - SLACK);
    }

    /** A text whose frame is some bytes above it. */
    static String justBeyond(User sender, User receiver) {
        return text(capacity(sender, receiver) + SLACK);
    }

    /** Three letters make four of Base64. */
    private static int capacity(User sender, User receiver) {
        int empty = sender.session().frameSize(MessageId.fresh(), receiver.id(), "");
        return (LARGEST_FRAME - empty) / 4 * 3;
    }

    private static String text(int length) {
        String unique = Text.fresh("filling a frame").replaceAll("[^ -~]", "-") + " ";
        return unique + "x".repeat(length - unique.length());
    }
}
