package openim.verify.client.user;

import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.Recipient;
import openim.verify.client.UserId;

/**
 * A message before it is sent, so that it can be noted first.
 *
 * @param text what the receiver is to read, letter by letter
 */
public record Draft(MessageId id, UserId from, Recipient to, String text) {

    public ConversationId conversation() {
        return to.conversationWith(from);
    }
}
