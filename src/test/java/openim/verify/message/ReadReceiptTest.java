package openim.verify.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.message.Arrived.Unread.ReadReceipt;
import org.junit.jupiter.api.Test;

class ReadReceiptTest {

    /** As openim-rpc-msg writes it: a document in a document. */
    private static final String CONTENT = "{\"detail\":\"{\\\"markAsReadUserID\\\":\\\"bob\\\","
            + "\\\"conversationID\\\":\\\"si_alice_bob\\\",\\\"seqs\\\":[7,8],\\\"hasReadSeq\\\":8}\"}";

    @Test
    void isReadOutOfItsNotification() {
        assertThat(ReadReceipt.in(notification(ReadReceipt.CONTENT_TYPE, CONTENT)))
                .contains(new ReadReceipt("bob", "si_alice_bob", List.of(7L, 8L)))
                .get()
                .hasToString("seq 7, 8 of si_alice_bob, read by bob");
    }

    @Test
    void noOtherMessageBringsOneWhateverIsInIt() {
        assertThat(ReadReceipt.in(notification(Message.TEXT, CONTENT))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNone() {
        assertThat(ReadReceipt.in(notification(ReadReceipt.CONTENT_TYPE, "{\"detail\":\"{\"}")))
                .isEmpty();
        assertThat(ReadReceipt.in(notification(ReadReceipt.CONTENT_TYPE, "no JSON")))
                .isEmpty();
    }

    private static Message notification(int contentType, String content) {
        return new Message(new MessageId("1"), "s1", "bob", "alice", 3, contentType, content, Instant.EPOCH);
    }
}
