package openim.verify.message.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.message.ledger.Facts;
import openim.verify.message.ledger.Judge.Order;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.WrittenLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir
    Path directory;

    @Test
    void ofALongLedgerCountsAreKeptAndSoManyNames() {
        Facts facts = new Facts().allRead();
        IntStream.range(0, Tally.MOST_LOSSES + 700)
                .forEach(i -> facts.message(i / 1000.0).acknowledged());

        Tally tally = Tally.of(facts.book());

        assertThat(tally.sums().of(State.LOST)).isEqualTo(Tally.MOST_LOSSES + 700);
        assertThat(tally.losses()).hasSize(Tally.MOST_LOSSES);
        assertThat(tally.unnamedLosses()).isEqualTo(700);
        assertThat(tally.kept()).isEqualTo(Tally.MOST_LOSSES + Tally.MOST_NAMED);
    }

    @Test
    void storiesComeFromTheFileInTheOrderOfSendingSoManyAtATime() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            int count = 2 * LedgerReader.AT_ONCE + 3;
            List<LedgerEntry> entries = IntStream.range(0, count)
                    .mapToObj(i -> ledger.acknowledged())
                    .toList();
            ledger.scribe.notes(
                    new Sighting(entries.get(count - 1).id(), Layer.PUSHED, "b #1 push 1", 9, Facts.at(0), true));
            ledger.scribe.flush();
            List<MessageTrace> stories = new ArrayList<>();

            ledger.reader.stories(ledger.opening, stories::add);

            assertThat(stories).extracting(MessageTrace::entry).containsExactlyElementsOf(entries);
            assertThat(stories).allMatch(story -> story.attempts().size() == 1);
            assertThat(stories.get(count - 1).sightings()).hasSize(1);
            assertThat(ledger.reader.size(ledger.opening)).isEqualTo(count);
            assertThat(Tally.of(ledger.reader, ledger.opening).sums().of(State.OPEN))
                    .isEqualTo(count);
        }
    }

    @Test
    void ofTheOrderOnlyWhatWasUnderWayTogetherIsKept() {
        Facts facts = new Facts().allRead();
        IntStream.range(0, 2000).forEach(i -> facts.message(i / 10.0).delivered(i + 1));
        Order order = new Order();

        for (MessageTrace story : facts.book().stories()) {
            assertThat(order.isBroken(story)).isFalse();
            assertThat(order.kept()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void eachLayerThatWasNotWholeSaysWhyAndOneThatWasSaysNothing() {
        Facts facts = new Facts().read(Layer.PULLED, 60, true).read(Layer.STORED, 60, false);
        facts.message(0).delivered(1);

        Tally tally = Tally.of(facts.book());

        assertThat(tally.gap(Layer.PULLED)).isEmpty();
        assertThat(tally.gap(Layer.STORED)).contains("for the test");
        assertThat(tally.isWhole()).isFalse();
    }

    @Test
    void aLookThatCameBeforeTheMessageCouldBeThereIsNoWholeOneForIt() {
        Facts facts = new Facts().read(Layer.PULLED, 60, true).read(Layer.STORED, 5.9, true);
        facts.message(0).delivered(1);

        assertThat(Tally.of(facts.book()).gap(Layer.STORED).orElseThrow())
                .contains("before the message could be there");
    }
}
