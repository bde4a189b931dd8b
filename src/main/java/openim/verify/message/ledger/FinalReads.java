package openim.verify.message.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.target.Deployment;

/**
 * The last looks for the messages of a flow: pulled by seq, in MongoDB, in Kafka.
 *
 * <p>What is missing may only be late. So it is looked again until everything is there, or until nothing more has come for a
 * while and OpenIM's consumers have caught up, or stand still. Only the last look at each place counts as one that proves an absence.
 */
final class FinalReads {

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final Duration AFTERWARDS = Duration.ofSeconds(60);

    /** Nothing new in so many reads, and it is believed that nothing more comes: OpenIM's consumers have come past it all. */
    private static final int QUIET_READS = 4;

    /** The same where nobody can say how far they have come. */
    private static final int QUIET_READS_IN_THE_DARK = 15;

    private final Deployment openim;
    private final Book book;
    private final Scribe scribe;
    private final Map<MessageId, Entry> entries;
    private final Set<Sighting> seen = new HashSet<>();

    FinalReads(Deployment openim, Book book, Scribe scribe) {
        this.openim = openim;
        this.book = book;
        this.scribe = scribe;
        this.entries =
                book.stories().stream().map(Story::entry).collect(Collectors.toMap(Entry::id, Function.identity()));
    }

    /** Makes them, and has them written down. */
    void make(Deadline deadline) {
        awaitOldEnough();
        List<LaneRead> lanes = lanes();
        KafkaReads kafka = new KafkaReads(openim);
        PullReads pulls = new PullReads(openim.im());
        Standstill standstill = new Standstill();
        // The reads that follow the last one in vain still need an open reader.
        try (StoreReads store =
                StoreReads.of(openim, Deadline.in(deadline.remaining().plus(AFTERWARDS)))) {
            int quiet = 0;
            while (true) {
                int before = seen.size();
                List<Reading> readings = new ArrayList<>(read(lanes, pulls));
                if (store.isCheap()) {
                    readings.addAll(read(lanes, store));
                }
                boolean answered = store.isCheap()
                        && readings.stream().allMatch(reading -> reading.look().complete());
                Optional<String> backlog = standstill.waitsFor(kafka.backlog(), answered);
                quiet = seen.size() == before ? quiet + 1 : 0;
                boolean enough = backlog.isEmpty() && (isComplete(store.isCheap()) || quiet >= enoughReads(kafka));
                if (enough || deadline.isOver()) {
                    if (!store.isCheap()) {
                        readings.addAll(read(lanes, store));
                    }
                    readings.forEach(reading -> scribe.notes(book.opening().id(), held(reading.look(), backlog)));
                    break;
                }
                Pause.until(Deadline.in(BETWEEN).atMost(deadline.remaining()));
            }
        }
        kafka.records(book).forEach(scribe::notes);
        scribe.flush();
    }

    private static int enoughReads(KafkaReads kafka) {
        return kafka.tellsBacklog() ? QUIET_READS : QUIET_READS_IN_THE_DARK;
    }

    private List<Reading> read(List<LaneRead> lanes, PullReads pulls) {
        return noted(lanes.stream()
                .map(lane -> pulls.read(lane.conversation(), lane.to(), lane.after()))
                .toList());
    }

    private List<Reading> read(List<LaneRead> lanes, StoreReads store) {
        return noted(lanes.stream().map(store::read).toList());
    }

    private List<Reading> noted(List<Reading> readings) {
        readings.forEach(this::note);
        return readings;
    }

    /** While consumers are behind, what is missing may still come. */
    private static Look held(Look look, Optional<String> behind) {
        return behind.map(why -> new Look(look.layer(), look.conversation(), look.at(), false, why))
                .orElse(look);
    }

    private void awaitOldEnough() {
        Instant last = book.stories().stream()
                .map(Story::lastSentAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Duration left = Duration.between(
                Instant.now(), last.plus(book.opening().patience().stored()));
        if (!left.isNegative()) {
            Pause.until(Deadline.in(left.plusMillis(1)));
        }
    }

    private List<LaneRead> lanes() {
        Map<ConversationId, List<Story>> byConversation = book.stories().stream()
                .collect(Collectors.groupingBy(s -> s.entry().conversation()));
        List<LaneRead> lanes = new ArrayList<>();
        byConversation.forEach((conversation, stories) -> {
            Entry one = stories.get(0).entry();
            lanes.add(new LaneRead(
                    conversation,
                    one.from(),
                    one.to(),
                    book.opening().newestSeqs().getOrDefault(conversation, 0L),
                    stories.stream()
                            .map(story -> StoreReads.dayOf(story.sentAt()))
                            .collect(Collectors.toSet())));
        });
        return lanes;
    }

    private void note(Reading reading) {
        Layer layer = reading.look().layer();
        reading.messages()
                .forEach(message -> Optional.ofNullable(entries.get(message.id()))
                        .map(entry -> Sighting.of(
                                entry,
                                message,
                                layer,
                                "seq " + message.seq(),
                                reading.look().at()))
                        .ifPresent(sighting -> {
                            Sighting fact = new Sighting(
                                    sighting.message(),
                                    layer,
                                    sighting.place(),
                                    sighting.seq(),
                                    Instant.EPOCH,
                                    sighting.intact());
                            if (seen.add(fact)) {
                                scribe.notes(sighting);
                            }
                        }));
    }

    /** Whether each acknowledged message is found wherever it is looked, so that no further look could show more. */
    private boolean isComplete(boolean lookedInStore) {
        Set<MessageId> pulled = at(Layer.PULLED);
        Set<MessageId> stored = at(Layer.STORED);
        return book.stories().stream()
                .filter(story -> story.acknowledged().isPresent())
                .map(story -> story.entry().id())
                .allMatch(id -> pulled.contains(id) && (stored.contains(id) || !lookedInStore));
    }

    private Set<MessageId> at(Layer layer) {
        return seen.stream()
                .filter(fact -> fact.layer() == layer)
                .map(Sighting::message)
                .collect(Collectors.toSet());
    }
}
