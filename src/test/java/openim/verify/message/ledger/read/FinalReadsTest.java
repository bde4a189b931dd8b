package openim.verify.message.ledger.read;

import static openim.verify.message.ledger.WrittenLedger.CONVERSATION;
import static openim.verify.message.ledger.WrittenLedger.changed;
import static openim.verify.message.ledger.WrittenLedger.other;
import static openim.verify.message.ledger.WrittenLedger.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import openim.verify.await.Deadline;
import openim.verify.client.Message;
import openim.verify.client.UserId;
import openim.verify.message.ledger.Facts;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.message.ledger.read.ReadSources.Carriers;
import openim.verify.message.ledger.read.ReadSources.Consumed;
import openim.verify.message.ledger.read.ReadSources.LaneReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FinalReadsTest {

    private static final Backlog BEHIND =
            new Backlog("consumer group mongo has 7 records of toMongo before it", Map.of(3, 40L), true);

    @TempDir
    Path directory;

    private WrittenLedger ledger;

    @BeforeEach
    void open() {
        ledger = WrittenLedger.in(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatIsFoundEverywhereIsLookedForOnce() {
        LedgerEntry entry = ledger.acknowledged();
        Shelf pulls = pulls(pass -> List.of(seen(entry, 1)));
        Shelf store = store(true, pass -> List.of(seen(entry, 1)));

        make(pulls, store, pass -> Consumed.all(), Duration.ofMinutes(1));

        assertThat(pulls.reads).isEqualTo(1);
        assertThat(ledger.looks()).hasSize(2).allMatch(FinalRead::complete);
        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED);
    }

    @Test
    void timeThatIsOverProvesNoAbsence() {
        ledger.acknowledged();

        make(pulls(pass -> List.of()), store(true, pass -> List.of()), pass -> unknown(), Duration.ZERO);

        assertThat(ledger.looks()).hasSize(2).allSatisfy(look -> {
            assertThat(look.complete()).isFalse();
            assertThat(look.words())
                    .contains("time was over before it could be said that nothing more comes")
                    .contains("15 looks in a row")
                    .contains("openim.kafka.bootstrap is not known");
        });
        assertThat(ledger.states()).as("not accused, and not cleared").containsExactly(State.OPEN);
    }

    @Test
    void whatStaysAwayWhileNothingIsOnItsWayIsAbsent() {
        LedgerEntry there = ledger.acknowledged();
        ledger.acknowledged();
        Shelf pulls = pulls(pass -> List.of(seen(there, 1)));

        make(pulls, store(true, pass -> List.of(seen(there, 1))), pass -> Consumed.all(), Duration.ofMinutes(1));

        assertThat(pulls.reads).isEqualTo(1 + FinalReads.QUIET_READS);
        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED, State.LOST);
    }

    @Test
    void whereNobodyCanSayHowFarConsumersHaveComeItIsLookedForLonger() {
        LedgerEntry there = ledger.acknowledged();
        ledger.acknowledged();
        Shelf pulls = pulls(pass -> List.of(seen(there, 1)));

        make(pulls, store(true, pass -> List.of(seen(there, 1))), pass -> unknown(), Duration.ofMinutes(1));

        assertThat(pulls.reads).isEqualTo(1 + FinalReads.QUIET_READS_IN_THE_DARK);
        assertThat(ledger.states()).contains(State.LOST);
    }

    @Test
    void eachNewThingIsAReasonToLookOn() {
        List<LedgerEntry> entries =
                IntStream.range(0, 10).mapToObj(i -> ledger.acknowledged()).toList();
        Shelf pulls = pulls(pass -> numbered(entries.subList(0, Math.min(pass, 9))));

        make(pulls, store(true, pass -> numbered(entries)), pass -> Consumed.all(), Duration.ofMinutes(1));

        assertThat(pulls.reads).isEqualTo(9 + FinalReads.QUIET_READS);
        assertThat(ledger.states()).hasSize(10).endsWith(State.NOT_PULLABLE);
    }

    /** A group that comes back after six looks brings what was missing only after the look that goes with its answer. */
    @Test
    void whatConsumersBringBetweenALookAndTheirAnswerIsNotTakenForAbsent() {
        LedgerEntry late = ledger.acknowledged();
        IntFunction<List<Message>> from8 = pass -> pass < 8 ? List.of() : List.of(seen(late, 1));

        make(
                pulls(from8),
                store(true, from8),
                pass -> pass < 7 ? Consumed.allBut(BEHIND) : Consumed.all(),
                Duration.ofMinutes(1));

        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED);
    }

    @Test
    void whileConsumersAreBehindNothingIsAbsent() {
        ledger.acknowledged();

        make(
                pulls(pass -> List.of()),
                store(false, pass -> List.of()),
                pass -> Consumed.allBut(BEHIND),
                Duration.ofMillis(300));

        assertThat(ledger.looks())
                .hasSize(2)
                .allMatch(look -> !look.complete() && look.words().equals(BEHIND.words()));
        assertThat(ledger.states()).containsExactly(State.OPEN);
    }

    @Test
    void aPartialReadIsWrittenDownAsOneWithItsReason() {
        LedgerEntry entry = ledger.acknowledged();
        Shelf store = store(true, pass -> List.of());
        store.gap = "page 6 would be felt";

        make(pulls(pass -> List.of(seen(entry, 1))), store, pass -> Consumed.all(), Duration.ofMillis(300));

        assertThat(ledger.looks().stream().filter(look -> look.layer() == Layer.STORED))
                .singleElement()
                .satisfies(look -> assertThat(look.words()).isEqualTo("page 6 would be felt"));
        assertThat(ledger.states()).as("whether it is stored nobody knows").containsExactly(State.OPEN);
    }

    @Test
    void aStoreThatIsDearIsSearchedOnceIfItHasEverything() {
        LedgerEntry entry = ledger.acknowledged();
        Shelf store = store(false, pass -> List.of(seen(entry, 1)));

        make(pulls(pass -> List.of(seen(entry, 1))), store, pass -> unknown(), Duration.ofMinutes(1));

        assertThat(store.reads).isEqualTo(1);
        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED);
    }

    @Test
    void whatADearStoreLacksIsSearchedForOnceMoreWhenItWasQuietForLongEnough() {
        LedgerEntry late = ledger.acknowledged();
        LedgerEntry never = ledger.acknowledged();
        Shelf pulls = pulls(pass -> numbered(List.of(late, never)));
        Shelf store = store(false, pass -> pass == 1 ? List.of() : List.of(seen(late, 1)));

        make(pulls, store, pass -> unknown(), Duration.ofMinutes(1));

        assertThat(store.reads).isEqualTo(2);
        assertThat(pulls.reads).isEqualTo(1 + FinalReads.QUIET_READS_IN_THE_DARK);
        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED, State.NOT_STORED);
    }

    @Test
    void onlyTheLaneThatLacksSomethingIsSearchedOnceMore() {
        LedgerEntry there = ledger.acknowledged();
        LedgerEntry never = ledger.acknowledged(Facts.CAROL);
        Shelf store = store(false, pass -> List.of(seen(there, 1)));

        make(pulls(pass -> numbered(List.of(there, never))), store, pass -> Consumed.all(), Duration.ofMinutes(1));

        assertThat(store.lanes).hasSize(3);
        assertThat(store.lanes.get(2).to()).isEqualTo(Facts.CAROL);
        assertThat(ledger.states()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED, State.NOT_STORED);
    }

    @Test
    void whatASampleLeavesOutIsNotWaitedFor() {
        LedgerEntry there = ledger.acknowledged();
        LedgerEntry leftOut = ledger.acknowledged(Facts.CAROL);
        Shelf pulls = pulls(pass -> numbered(List.of(there, leftOut)));
        Shelf store = store(false, pass -> List.of(seen(there, 1)));
        store.leavesOut = Facts.CAROL;

        make(pulls, store, pass -> unknown(), Duration.ofMinutes(1));

        assertThat(pulls.reads).as("once for each of two lanes").isEqualTo(2);
        assertThat(store.lanes).hasSize(2);
        assertThat(ledger.states())
                .containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED, State.DELIVERED_STORE_NOT_LOOKED_AT);
    }

    @Test
    void whatADearStoreLacksWhenTimeIsOverIsNotAbsent() {
        LedgerEntry entry = ledger.acknowledged();

        make(pulls(pass -> List.of(seen(entry, 1))), store(false, pass -> List.of()), pass -> unknown(), Duration.ZERO);

        assertThat(ledger.states()).containsExactly(State.OPEN);
    }

    @Test
    void aTextThatChangesBetweenTwoReadsIsCorrupted() {
        LedgerEntry entry = ledger.acknowledged();

        make(
                pulls(pass -> List.of(pass == 1 ? seen(entry, 5) : changed(entry, 5))),
                store(true, pass -> pass == 1 ? List.of() : List.of(seen(entry, 5))),
                pass -> Consumed.all(),
                Duration.ofMinutes(1));

        assertThat(ledger.states()).containsExactly(State.CORRUPTED);
    }

    /** By the server's clock one of them came a minute after midnight, a day later than by ours. */
    @Test
    void theStoreIsAskedForTheDaysThatPulledMessagesBear() {
        LedgerEntry entry = ledger.acknowledged();
        Instant tomorrow = WrittenLedger.THEN.plus(Duration.ofDays(1));
        Shelf store = store(false, pass -> List.of(seen(entry, 1)));

        make(
                pulls(pass -> List.of(seen(entry.id(), 1, "text", tomorrow))),
                store,
                pass -> Consumed.all(),
                Duration.ofMinutes(1));

        assertThat(store.lanes.get(0).days())
                .containsExactly(LaneRead.dayOf(WrittenLedger.THEN), LaneRead.dayOf(tomorrow));
    }

    /** What a batch shows is in the file before the next one is read, so nothing of it is kept. */
    @Test
    void howeverLongALedgerIsNoMoreThanABatchOfItIsKept() {
        List<LedgerEntry> entries =
                IntStream.range(0, 1500).mapToObj(i -> ledger.acknowledged()).toList();
        List<Long> missing = new ArrayList<>();
        LaneReader inBatches = new LaneReader() {

            @Override
            public Layer layer() {
                return Layer.PULLED;
            }

            @Override
            public FinalRead read(LaneRead lane, Consumer<List<Message>> batch) {
                for (int first = 0; first < entries.size(); first += 100) {
                    batch.accept(numbered(entries.subList(first, first + 100)));
                    missing.add(ledger.reader.missing(ledger.opening, Layer.PULLED));
                }
                return new FinalRead(Layer.PULLED, CONVERSATION, Instant.now(), FinalRead.Reach.WHOLE, "");
            }
        };
        Shelf store = store(true, pass -> numbered(entries));

        make(inBatches, store, pass -> Consumed.all(), Duration.ofMinutes(1));

        assertThat(missing)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 15)
                        .mapToObj(batch -> 1500L - batch * 100)
                        .toList());
        assertThat(ledger.states()).hasSize(1500).containsOnly(State.DELIVERED_PUSH_NOT_OBSERVED);
    }

    @Test
    void otherPeoplesMessagesAreNothingToTheLedger() {
        LedgerEntry entry = ledger.acknowledged();

        make(
                pulls(pass -> List.of(other(1), seen(entry, 2))),
                store(true, pass -> List.of(other(1), seen(entry, 2))),
                pass -> Consumed.all(),
                Duration.ofMinutes(1));

        assertThat(ledger.reader.book(ledger.opening).stories().get(0).sightings())
                .hasSize(2)
                .allMatch(seen -> seen.place().equals("seq 2"));
    }

    private void make(LaneReader pulls, Shelf store, IntFunction<Consumed> consumed, Duration patience) {
        int[] asked = {0};
        Carriers carriers = new Carriers() {

            @Override
            public Consumed consumed() {
                return consumed.apply(++asked[0]);
            }

            @Override
            public void records(LedgerReader reader, Consumer<Sighting> each) {}
        };
        new FinalReads(
                        ledger.opening,
                        ledger.reader,
                        ledger.scribe,
                        new ReadSources(pulls, store, carriers),
                        Duration.ofMillis(1))
                .make(Deadline.in(patience));
    }

    private static Consumed unknown() {
        return Consumed.unknown("openim.kafka.bootstrap is not known");
    }

    private static List<Message> numbered(List<LedgerEntry> entries) {
        return entries.stream().map(entry -> seen(entry, entry.number())).toList();
    }

    private static Shelf pulls(IntFunction<List<Message>> read) {
        return new Shelf(Layer.PULLED, true, read);
    }

    private static Shelf store(boolean cheap, IntFunction<List<Message>> read) {
        return new Shelf(Layer.STORED, cheap, read);
    }

    /** A place that shows at each read, counted from 1, what a test says. */
    private static final class Shelf implements ReadSources.Store {

        private final Layer layer;
        private final boolean cheap;
        private final IntFunction<List<Message>> content;
        private final List<LaneRead> lanes = new ArrayList<>();
        private UserId leavesOut = new UserId("nobody");
        private String gap = "";
        private int reads;

        Shelf(Layer layer, boolean cheap, IntFunction<List<Message>> content) {
            this.layer = layer;
            this.cheap = cheap;
            this.content = content;
        }

        @Override
        public Layer layer() {
            return layer;
        }

        @Override
        public boolean isCheap() {
            return cheap;
        }

        @Override
        public FinalRead read(LaneRead lane, Consumer<List<Message>> batch) {
            lanes.add(lane);
            if (lane.to().equals(leavesOut)) {
                return FinalRead.leftOut(layer, lane.conversation(), Instant.now(), "left out for the test");
            }
            batch.accept(content.apply(++reads));
            return gap.isEmpty()
                    ? FinalRead.whole(layer, lane.conversation(), Instant.now(), "")
                    : FinalRead.partial(layer, lane.conversation(), Instant.now(), gap);
        }
    }
}
