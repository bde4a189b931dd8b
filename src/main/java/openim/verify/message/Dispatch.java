package openim.verify.message;

import java.time.Duration;
import openim.verify.client.Ack;
import openim.verify.client.Message;
import openim.verify.client.MessageId;

/**
 * A message that a deployment acknowledged.
 *
 * @param text what was sent, unlike any other message's
 * @param ack the server's word that it took it
 * @param acknowledgedAfter from the sending to that word
 */
public record Dispatch(String text, Ack ack, Duration acknowledgedAfter) {

    /** The sender's id of it. */
    public MessageId id() {
        return ack.id();
    }

    /** Whether somebody saw this message, intact or not. */
    boolean isIn(Message seen) {
        return seen.id().equals(id());
    }

    /** Whether what was seen is what was sent. */
    boolean isIntactIn(Message seen) {
        return seen.text().equals(text);
    }
}
