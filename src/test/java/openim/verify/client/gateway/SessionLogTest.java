package openim.verify.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.Latencies;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import org.junit.jupiter.api.Test;

class SessionLogTest {

    private final SessionLog journal = new SessionLog(new UserId("bob"), new Latencies());

    @Test
    void whoeverReadsOnHasAllInTheirOrderAndNothingThatHeReadIsKept() {
        int read = 0;
        for (int round = 0; round < 200; round++) {
            push(read + 1, read + 2, read + 3);

            List<Push> more = journal.awaitAfter(read, now());

            assertThat(more).extracting(push -> push.message().seq()).containsExactly(read + 1L, read + 2L, read + 3L);
            read += more.size();
            assertThat(journal.pushes()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(journal.awaitAfter(read, now())).isEmpty();
        assertThat(journal.pushes()).isEmpty();
    }

    @Test
    void askedAgainForTheSamePlaceItTellsTheSame() {
        push(1, 2);

        assertThat(journal.awaitAfter(0, now())).hasSize(2);
        assertThat(journal.awaitAfter(0, now())).hasSize(2);
        assertThat(journal.awaitAfter(1, now())).hasSize(1);
    }

    @Test
    void untilSomebodyReadsOnEverythingIsKept() {
        push(IntStream.rangeClosed(1, 500).toArray());

        assertThat(journal.pushes()).hasSize(500);
        assertThat(journal.await(push -> push.message().seq() == 1, now())).isPresent();
    }

    @Test
    void whatIsStillToBeReadIsFoundThoughWhatCameBeforeIsGone() {
        push(1, 2, 3);
        journal.awaitAfter(2, now());

        assertThat(journal.await(push -> push.message().seq() == 3, now())).isPresent();
        assertThat(journal.await(push -> push.message().seq() == 2, now())).isEmpty();
    }

    private void push(int... seqs) {
        journal.pushed(IntStream.of(seqs).mapToObj(SessionLogTest::pushed).toList());
    }

    private static Push pushed(int seq) {
        Message message =
                new Message(new MessageId("m" + seq), "s", "alice", "bob", seq, Message.TEXT, "{}", Instant.EPOCH);
        return new Push(new ConversationId("si_alice_bob"), message, false, Instant.EPOCH);
    }

    private static Deadline now() {
        return Deadline.in(Duration.ZERO);
    }
}
