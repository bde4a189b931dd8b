package openim.verify.message;

import java.util.Optional;
import openim.verify.client.Ack;
import openim.verify.client.Message;
import openim.verify.client.UserId;
import openim.verify.client.user.Sent;

/**
 * What a message bears besides its content: who wrote it, to whom, what kind it is, and which of the server's messages it is
 * and since when. A client shows it where these say, so that the right words under a wrong name are no delivery.
 */
final class Marks {

    private Marks() {}

    /** Which of them is another than was sent, or than the server said when it took the message; empty if none is. */
    static Optional<String> differing(Sent sent, Message seen) {
        return another(sent, "sender", sent.draft().from().value(), seen.sender())
                .or(() -> another(sent, "receiver", receiver(sent, seen), seen.receiver()))
                .or(() -> another(sent, "contentType", Message.TEXT, seen.contentType()))
                .or(() -> sent.ack().value().flatMap(ack -> differing(sent, ack, seen)));
    }

    private static Optional<String> differing(Sent sent, Ack ack, Message seen) {
        return another(sent, "serverMsgID", ack.serverId(), seen.serverId())
                .or(() -> another(sent, "sendTime", ack.sentAt(), seen.sentAt()));
    }

    /** A message to a group names no person. */
    private static String receiver(Sent sent, Message seen) {
        return sent.draft().to().fold(UserId::value, group -> seen.receiver());
    }

    private static Optional<String> another(Sent sent, String mark, Object expected, Object seen) {
        return expected.equals(seen)
                ? Optional.empty()
                : Optional.of("message " + sent.id() + " with " + mark + " " + seen + ", not " + expected
                        + " as it was sent");
    }
}
