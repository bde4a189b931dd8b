package openim.verify.message;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import openim.verify.await.Judgement;
import openim.verify.client.GroupId;
import openim.verify.client.Message;
import openim.verify.client.user.Sent;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final Sent ONE = sent("1");
    private static final Sent TWO = sent("2");
    private static final List<Sent> SENT = List.of(ONE, TWO);

    @Test
    void whatCameOnceAndInOrderIsMet() {
        assertThat(judge(seen(ONE, 7), seen(TWO, 8)).isMet()).isTrue();
    }

    @Test
    void aSkippedBlockOfSeqsIsNoFault() {
        assertThat(judge(seen(ONE, 7), seen(TWO, 101)).isMet()).isTrue();
    }

    @Test
    void whatOthersSentDoesNotCount() {
        assertThat(judge(seen(sent("9"), 6), seen(ONE, 7), seen(TWO, 8)).isMet())
                .isTrue();
    }

    @Test
    void anInboxOfWhichNothingIsExpectedProvesNothing() {
        assertThatThrownBy(() -> Inbox.holds(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.holdsOnce(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.holdsIntact(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.holdsInOrder(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Inbox.holdsExactlyOnceInOrder(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMissingMayStillCome() {
        var judgement = judge(seen(ONE, 7));

        assertThat(judgement.state()).isEqualTo(Judgement.State.NOT_YET);
        assertThat(Inbox.holds(SENT).judge(List.of(seen(ONE, 7))).reason())
                .contains("1 of 2 messages are missing", TWO.id().value());
    }

    @Test
    void aDuplicateIsNeverUndone() {
        var judgement = judge(seen(ONE, 7), seen(ONE, 8), seen(TWO, 9));

        assertThat(judgement.state()).isEqualTo(Judgement.State.NEVER);
        assertThat(judgement.reason()).contains("2 times", "seq 7 and 8");
    }

    @Test
    void oneChangedByteIsSeen() {
        var changed = new Message(ONE.id(), "s1", "a", "b", 7, Message.TEXT, "{\"content\":\"text #\"}", Instant.EPOCH);

        assertThat(judge(changed, seen(TWO, 8)).reason()).contains("another content", "first difference at 5");
    }

    @Test
    void anotherOrderIsSeen() {
        assertThat(judge(seen(TWO, 8), seen(ONE, 7)).reason()).isEqualTo("another order: number 2, 1");
    }

    @Test
    void aSeqThatIsUsedAgainIsSeen() {
        assertThat(judge(seen(ONE, 7), seen(TWO, 7)).reason()).isEqualTo("seq 7 after [7]");
    }

    @Test
    void aSeqThatGoesBackIsSeen() {
        assertThat(judge(seen(ONE, 7), seen(TWO, 3)).reason()).isEqualTo("seq 3 after [7]");
    }

    @Test
    void onceIsJudgedWhateverTheOrder() {
        var once = Inbox.holdsOnce(SENT);

        assertThat(once.judge(List.of(seen(TWO, 8), seen(ONE, 7))).isMet()).isTrue();
        assertThat(once.judge(List.of(seen(TWO, 8), seen(ONE, 7), seen(TWO, 8))).state())
                .isEqualTo(Judgement.State.NEVER);
        assertThat(once.judge(List.of(seen(TWO, 8))).state()).isEqualTo(Judgement.State.NOT_YET);
    }

    @Test
    void orderIsJudgedByFirstCopies() {
        var order = Inbox.holdsInOrder(SENT);

        assertThat(order.judge(List.of(seen(ONE, 7), seen(TWO, 8), seen(ONE, 7)))
                        .isMet())
                .isTrue();
        assertThat(order.judge(List.of(seen(TWO, 8), seen(ONE, 7))).reason()).isEqualTo("another order: number 2, 1");
    }

    @Test
    void theSameTextInOtherBytesIsNotByteForByte() {
        var rewritten =
                new Message(ONE.id(), "s1", "a", "b", 7, Message.TEXT, "{ \"content\": \"text 1\" }", Instant.EPOCH);

        assertThat(Inbox.holdsIntact(List.of(ONE)).judge(List.of(rewritten)).isMet())
                .isTrue();
        assertThat(Inbox.holdsByteForByte(List.of(ONE))
                        .judge(List.of(rewritten))
                        .reason())
                .contains("with other bytes than were sent", "first difference at 1");
    }

    @Test
    void theRightWordsUnderAnotherNameAreNoDelivery() {
        assertThat(judge(marked("s1", "x", "b", Message.TEXT, Instant.EPOCH), seen(TWO, 8))
                        .reason())
                .contains("with sender x, not a");
        assertThat(judge(marked("s1", "a", "x", Message.TEXT, Instant.EPOCH), seen(TWO, 8))
                        .reason())
                .contains("with receiver x, not b");
        assertThat(judge(marked("s1", "a", "b", 110, Instant.EPOCH), seen(TWO, 8))
                        .reason())
                .contains("with contentType 110, not 101");
        assertThat(judge(marked("x", "a", "b", Message.TEXT, Instant.EPOCH), seen(TWO, 8))
                        .reason())
                .contains("with serverMsgID x, not s1");
        assertThat(judge(marked("s1", "a", "b", Message.TEXT, Instant.EPOCH.plusSeconds(1)), seen(TWO, 8))
                        .reason())
                .contains("with sendTime 1970-01-01T00:00:01Z");
    }

    @Test
    void aCopyOfAGroupMessageNeedNotNameAPerson() {
        Sent toGroup = sent("3", new GroupId("g"));

        assertThat(Inbox.holdsIntact(List.of(toGroup))
                        .judge(List.of(seen(toGroup, 7)))
                        .isMet())
                .isTrue();
    }

    @Test
    void onceAndIntactIsJudgedWhateverTheOrder() {
        var expected = Inbox.holdsOnceIntact(SENT);

        assertThat(expected.judge(List.of(seen(TWO, 8), seen(ONE, 7))).isMet()).isTrue();
        assertThat(expected.judge(List.of(seen(ONE, 7))).state()).isEqualTo(Judgement.State.NOT_YET);
        assertThat(expected.judge(List.of(seen(ONE, 7), seen(TWO, 8), seen(ONE, 7)))
                        .state())
                .isEqualTo(Judgement.State.NEVER);
        assertThat(expected.judge(List.of(marked("s1", "x", "b", Message.TEXT, Instant.EPOCH), seen(TWO, 8)))
                        .state())
                .isEqualTo(Judgement.State.NEVER);
    }

    private static Message marked(String serverId, String sender, String receiver, int type, Instant at) {
        return new Message(ONE.id(), serverId, sender, receiver, 7, type, "{\"content\":\"text 1\"}", at);
    }

    private static Judgement judge(Message... seen) {
        return Inbox.holdsExactlyOnceInOrder(SENT).judge(List.of(seen));
    }
}
