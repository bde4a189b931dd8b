package openim.verify.message.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import openim.verify.client.Ack;
import openim.verify.client.MessageId;
import org.junit.jupiter.api.Test;

/** When a sending began, and when it was over. */
class AttemptTest {

    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final MessageId ID = new MessageId("one");

    @Test
    void whatWaitedOnThisMachineIsNotTakenForAcknowledgedBeforeItsAnswerCame() {
        var answer = WrittenLedger.told(new Ack(ID, "server-one", WRITTEN));
        Instant heard = WRITTEN.plusSeconds(5);

        Attempt told = Attempt.begins(ID, 1, WRITTEN).told(answer, heard);

        assertThat(told.endedAt()).isEqualTo(heard);
        assertThat(told.took()).isEqualTo(answer.answer().took()).isLessThan(Duration.ofSeconds(5));
        assertThat(told.at()).isAfter(WRITTEN);
    }
}
