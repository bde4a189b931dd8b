package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.app.recovery.LedgerTokens.LedgerCount;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.Attempt.Outcome;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.FlowTimeouts;
import openim.verify.message.ledger.Judge;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerData;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.message.ledger.Sighting;
import openim.verify.recovery.Losses;
import org.junit.jupiter.api.Test;

class LedgerCountTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final UserId ALICE = new UserId("oiv01a");
    private static final UserId BOB = new UserId("oiv01b");
    private static final ConversationId CONVERSATION = ConversationId.between(ALICE, BOB);

    private final List<MessageTrace> stories = new ArrayList<>();

    /** MongoDB was searched in part: every message can be pulled, and whether it is stored nobody saw. */
    @Test
    void whatWasNotLookedForInTheStoreIsCountedAndNotTakenForStored() {
        message(0, Outcome.ACKNOWLEDGED, Layer.PULLED);
        message(1, Outcome.ACKNOWLEDGED, Layer.PULLED);

        Losses losses = count(FinalRead.Reach.PARTIAL);

        assertThat(losses.watched()).isEqualTo(2);
        assertThat(losses.unlooked()).isEqualTo(2);
        assertThat(losses.isWhole()).isFalse();
        assertThat(losses.any()).isFalse();
        assertThat(losses)
                .hasToString("0 corrupted, 0 duplicated, 0 lost, 0 not stored, 0 not pullable, 0 not pushed,"
                        + " 2 not looked for everywhere, of 2 messages (the search was not answered)");
    }

    @Test
    void whatWasLeftOutOnPurposeIsCountedLikewise() {
        message(0, Outcome.ACKNOWLEDGED, Layer.PULLED);

        assertThat(count(FinalRead.Reach.LEFT_OUT).unlooked()).isEqualTo(1);
    }

    @Test
    void whatIsLostAmongWhatWasLookedForEverywhereIsCounted() {
        message(0, Outcome.ACKNOWLEDGED, Layer.PULLED, Layer.STORED);
        message(1, Outcome.ACKNOWLEDGED);
        message(2, Outcome.ACKNOWLEDGED, Layer.STORED);
        message(3, Outcome.REFUSED);

        Losses losses = count(FinalRead.Reach.WHOLE);

        assertThat(losses.broken()).containsEntry("lost", 1).containsEntry("not pullable", 1);
        assertThat(losses.isWhole()).isTrue();
        assertThat(losses.untaken()).isEqualTo(1);
    }

    @Test
    void onlyWhatWasSentThenCounts() {
        message(0, Outcome.ACKNOWLEDGED);
        message(60, Outcome.ACKNOWLEDGED, Layer.PULLED, Layer.STORED);

        LedgerCount count = new LedgerCount(at -> at.isAfter(NOON.plusSeconds(30)));
        Judge.judge(book(FinalRead.Reach.WHOLE)).forEach(count::add);

        assertThat(count.losses().watched()).isEqualTo(1);
        assertThat(count.losses().any()).isFalse();
    }

    private Losses count(FinalRead.Reach store) {
        LedgerCount count = new LedgerCount(at -> true);
        Judge.judge(book(store)).forEach(count::add);
        return count.losses();
    }

    private LedgerData book(FinalRead.Reach store) {
        FlowTimeouts patience = new FlowTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(6));
        Instant late = NOON.plusSeconds(600);
        return new LedgerData(
                new LedgerSettings("ledger-1", NOON, patience, List.of(1), Map.of(), Optional.empty()),
                stories,
                List.of(),
                List.of(
                        new FinalRead(Layer.PULLED, CONVERSATION, late, FinalRead.Reach.WHOLE, ""),
                        new FinalRead(Layer.STORED, CONVERSATION, late, store, "the search was not answered")));
    }

    private void message(long second, Outcome outcome, Layer... layers) {
        Instant at = NOON.plusSeconds(second);
        MessageId id = MessageId.fresh();
        stories.add(new MessageTrace(
                new LedgerEntry(id, stories.size() + 1, ALICE, BOB, CONVERSATION, "hash", at),
                List.of(new Attempt(id, 1, at, outcome, Duration.ofMillis(5), "")),
                List.of(layers).stream()
                        .map(layer -> new Sighting(id, layer, "seq 1", 1, at, true))
                        .toList()));
    }
}
