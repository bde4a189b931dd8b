package openim.verify.message.ledger.read;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.read.Backlog.StallDetector;
import openim.verify.message.ledger.read.ReadSources.Consumed;
import openim.verify.message.ledger.read.ReadSources.LaneReader;
import openim.verify.target.Deployment;

/**
 * The last looks for the messages of a flow: pulled by seq, in MongoDB, in Kafka.
 *
 * <p>What is missing may only be late. So it is looked again until everything is there, or until nothing more has come for a
 * while and OpenIM's consumers had come past it all, or stood still, before it was looked. Only the last look at each place is
 * written down; and if time ends before that, as a partial one: that time is over proves no absence.
 *
 * <p>However long the flow was, a thousand messages are in memory at a time: each batch is held to the ledger's file, and what
 * it shows is in the file before the next batch is read.
 */
public final class FinalReads {

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    /** Nothing new in so many reads, and it is believed that nothing more comes: OpenIM's consumers have come past it all. */
    static final int QUIET_READS = 4;

    /** The same where nobody can say how far they have come. */
    static final int QUIET_READS_IN_THE_DARK = 15;

    /** The longest that quiet reads and a {@link StallDetector} take together: with less time absence can seldom be told. */
    public static final Duration LONG_ENOUGH =
            BETWEEN.multipliedBy(StallDetector.LOOKS + QUIET_READS_IN_THE_DARK).plus(Duration.ofSeconds(30));

    private final LedgerSettings opening;
    private final LedgerReader ledger;
    private final LedgerWriter scribe;
    private final ReadSources sources;
    private final Duration between;

    FinalReads(
            LedgerSettings opening, LedgerReader ledger, LedgerWriter scribe, ReadSources sources, Duration between) {
        this.opening = opening;
        this.ledger = ledger;
        this.scribe = scribe;
        this.sources = sources;
        this.between = between;
    }

    /** Makes them, and has them written down. */
    public static void make(
            Deployment openim,
            LedgerSettings opening,
            LedgerReader ledger,
            LedgerWriter scribe,
            SearchBudget searches,
            Duration patience) {
        // The reads that follow the last one in vain still need an open reader.
        Deadline end = Deadline.in(patience.plus(patience.dividedBy(3)));
        try (StoreReads store = StoreReads.of(openim, searches, end)) {
            ReadSources sources = ReadSources.of(openim, opening, store, end);
            new FinalReads(opening, ledger, scribe, sources, BETWEEN).make(Deadline.in(patience));
        }
    }

    void make(Deadline deadline) {
        List<LaneRead> lanes = new ArrayList<>(ledger.lanes(opening));
        // So that a sample of them is not the same each time.
        Collections.rotate(lanes, opening.id().hashCode());
        awaitOldEnough(lanes);
        StallDetector standstill = new StallDetector();
        Pass last = new Pass(lanes);
        Map<LaneRead, FinalRead> searched = new HashMap<>();
        boolean searchedTooSoon = false;
        int quiet = 0;
        while (true) {
            // Asked before it is looked: what they bring after that, the look may have missed.
            Consumed consumed = sources.carriers().consumed();
            Pass pass = new Pass(lanes);
            pass.reads(sources.pulls());
            if (sources.store().isCheap()) {
                pass.reads(sources.store());
            }
            Optional<String> behind =
                    standstill.waitsFor(consumed.backlog(), sources.store().isCheap() && pass.isWhole());
            quiet = behind.isPresent() || pass.sawOtherThan(last) ? 0 : quiet + 1;
            int needed = consumed.isKnown() ? QUIET_READS : QUIET_READS_IN_THE_DARK;
            boolean isQuiet = behind.isEmpty() && quiet >= needed;
            boolean isFound = behind.isEmpty() && !searchedTooSoon && isFound(pass);
            if (isQuiet || isFound || deadline.isOver()) {
                if (!sources.store().isCheap()) {
                    pass.searches(searched, isQuiet);
                }
                boolean proven = isQuiet
                        || (isFound
                                && (sources.store().isCheap()
                                        || !sources.store().isPossible()
                                        || searched.size() == lanes.size()));
                if (proven || deadline.isOver()) {
                    conclude(pass, proven ? Optional.empty() : behind.or(() -> notLongEnough(consumed, needed)));
                    return;
                }
                searchedTooSoon = true;
            }
            last = pass;
            Pause.until(Deadline.in(between).atMost(deadline.remaining()));
        }
    }

    private static Optional<String> notLongEnough(Consumed consumed, int needed) {
        return Optional.of("time was over before it could be said that nothing more comes: " + needed
                + " looks in a row without anything new are needed"
                + consumed.unknown()
                        .map(why -> ", because nobody can say how far OpenIM's consumers have come (" + why + ")")
                        .orElse(""));
    }

    private void conclude(Pass pass, Optional<String> unproven) {
        pass.looks.forEach(look -> scribe.notes(opening.id(), held(look, unproven)));
        sources.carriers().records(ledger, scribe::notes);
        scribe.flush();
    }

    /** While more may come, what is missing is not absent. */
    private static FinalRead held(FinalRead look, Optional<String> unproven) {
        return unproven.filter(why -> look.isFinal())
                .map(why -> FinalRead.partial(look.layer(), look.conversation(), look.at(), why))
                .orElse(look);
    }

    private void awaitOldEnough(List<LaneRead> lanes) {
        Instant last =
                lanes.stream().map(LaneRead::lastSentAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        Duration left =
                Duration.between(Instant.now(), last.plus(opening.patience().stored()));
        if (!left.isNegative()) {
            Pause.until(Deadline.in(left.plusMillis(1)));
        }
    }

    /** Whether each acknowledged message is found wherever it is looked, so that no further look could show more. */
    private boolean isFound(Pass pass) {
        return pass.isWhole()
                && ledger.missing(opening, Layer.PULLED) == 0
                && (!sources.store().isCheap() || ledger.missing(opening, Layer.STORED) == 0);
    }

    /** One read of all lanes. */
    private final class Pass {

        private final List<LaneRead> lanes;
        private final List<FinalRead> looks = new ArrayList<>();
        private final Map<ConversationId, Set<LocalDate>> days = new HashMap<>();

        /** How many messages of the flow it saw, and a sum over what it saw of them: enough to tell it from another. */
        private long count;

        private long sum;

        Pass(List<LaneRead> lanes) {
            this.lanes = lanes;
        }

        void reads(LaneReader reader) {
            lanes.forEach(lane -> looks.add(read(lane, reader)));
        }

        /**
         * Searches a store that is dear, each lane once: but what it lacks a moment after it was pulled may be on its way, and is
         * searched for once more, when it was quiet for long enough.
         *
         * @param searched the lanes that need not be searched again
         */
        void searches(Map<LaneRead, FinalRead> searched, boolean isQuiet) {
            for (LaneRead lane : lanes) {
                FinalRead look = searched.containsKey(lane) ? searched.get(lane) : read(lane, sources.store());
                looks.add(look);
                if (isQuiet || !look.complete() || ledger.missing(opening, Layer.STORED, lane) == 0) {
                    searched.put(lane, look);
                }
            }
        }

        private FinalRead read(LaneRead lane, LaneReader reader) {
            Set<LocalDate> filed = days.computeIfAbsent(lane.conversation(), id -> new TreeSet<>());
            Instant at = Instant.now();
            return reader.read(lane.filedAlsoUnder(filed), batch -> sees(reader.layer(), batch, at, filed));
        }

        private void sees(Layer layer, Collection<Message> batch, Instant at, Set<LocalDate> filed) {
            Map<MessageId, LedgerEntry> entries =
                    ledger.entries(opening.id(), batch.stream().map(Message::id).toList());
            for (Message message : batch) {
                LedgerEntry entry = entries.get(message.id());
                if (entry != null) {
                    Sighting seen = Sighting.of(entry, message, layer, "seq " + message.seq(), at);
                    scribe.notes(seen);
                    if (message.sentAt().isAfter(Instant.EPOCH)) {
                        filed.add(LaneRead.dayOf(message.sentAt()));
                    }
                    count++;
                    sum += Objects.hash(seen.message(), layer, seen.place(), seen.intact());
                }
            }
            // So that what is read waits nowhere but in the file.
            scribe.flush();
        }

        boolean isWhole() {
            return looks.stream().allMatch(FinalRead::complete);
        }

        boolean sawOtherThan(Pass other) {
            return count != other.count || sum != other.sum;
        }
    }
}
