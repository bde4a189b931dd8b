package openim.verify.message;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.await.Judgement;
import openim.verify.client.Message;
import openim.verify.client.user.Sent;
import org.junit.jupiter.api.Test;

class SeqsTest {

    private static final Sent ONE = sent("1");
    private static final Sent TWO = sent("2");
    private static final List<Sent> SENT = List.of(ONE, TWO);

    @Test
    void ascendingSeqsAboveTheNewestAreMet() {
        assertThat(given(6, seen(ONE, 7), seen(TWO, 8)).reason()).isEqualTo("seq 7 to 8");
    }

    @Test
    void aGapAloneIsTold() {
        var judgement = given(6, seen(ONE, 57), seen(TWO, 58));

        assertThat(judgement.isMet()).isTrue();
        assertThat(judgement.reason()).isEqualTo("seq 57 to 58, 50 skipped");
    }

    @Test
    void aSeqThatIsNotAboveTheNewestIsNeverRight() {
        var judgement = given(7, seen(ONE, 7), seen(TWO, 8));

        assertThat(judgement.state()).isEqualTo(Judgement.State.NEVER);
        assertThat(judgement.reason()).contains("seq 7 for number 1 of 2, though 7 was given out before");
    }

    @Test
    void aSeqGivenToTwoMessagesIsSeenAlsoWhenOneOfThemIsNotOurs() {
        var judgement = given(6, seen(ONE, 7), seen(TWO, 8), seen(sent("9"), 8));

        assertThat(judgement.state()).isEqualTo(Judgement.State.NEVER);
        assertThat(judgement.reason()).contains("seq 8 given to two messages");
    }

    @Test
    void whatIsMissingMayStillCome() {
        assertThat(given(6, seen(ONE, 7)).state()).isEqualTo(Judgement.State.NOT_YET);
    }

    @Test
    void storedOnceAboveWhatWasThereIsMet() {
        assertThat(stored(6, seen(ONE, 7), seen(TWO, 8)).isMet()).isTrue();
    }

    @Test
    void storedTwiceOrBelowIsNeverRight() {
        assertThat(stored(6, seen(ONE, 7), seen(TWO, 8), seen(ONE, 9)).reason()).contains("stored 2 times, at [7, 9]");
        assertThat(stored(7, seen(ONE, 7), seen(TWO, 8)).reason()).contains("at seq 7, though 7 was stored before");
    }

    private static Judgement given(long newest, Message... seen) {
        return Seqs.ascendAbove(newest, SENT).judge(List.of(seen));
    }

    private static Judgement stored(long highest, Message... seen) {
        return Seqs.storedOnceAbove(highest, SENT).judge(List.of(seen));
    }
}
