package openim.verify.message.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.config.Kafka;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Finds the records of a flow in Kafka, and says whether OpenIM's consumers have come past them. Commits nothing. */
final class KafkaReads {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deployment openim;

    /** Where the topics ended when it was first asked: what others send since then need not be waited for. */
    private final Map<String, Map<Integer, Long>> ends = new HashMap<>();

    private boolean tellsBacklog;

    KafkaReads(Deployment openim) {
        this.openim = openim;
    }

    /** The records of the flow's messages; none where Kafka cannot be read. */
    List<Sighting> records(Book book) {
        if (reader().isEmpty() || book.opening().kafka().isEmpty()) {
            return List.of();
        }
        Map<MessageId, Entry> entries =
                book.stories().stream().map(Story::entry).collect(Collectors.toMap(Entry::id, Function.identity()));
        try {
            return reader()
                    .get()
                    .findEveryRecord(entries.keySet(), book.opening().kafka().get(), Deadline.in(PATIENCE))
                    .stream()
                    .map(found -> Optional.ofNullable(
                                    entries.get(found.message().id()))
                            .map(entry ->
                                    Sighting.of(entry, found.message(), Layer.KAFKA, found.toString(), Instant.now())))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (CannotLook | NotLookedAt notNow) {
            return List.of();
        }
    }

    /**
     * What OpenIM's consumers have still before them of that which was there at the first look; empty if they have
     * come past it or cannot be looked at. Topic by topic: only what has been numbered is on its way to be stored.
     */
    Optional<Backlog> backlog() {
        Optional<Kafka> kafka = openim.settings().stores().kafka();
        if (reader().isEmpty() || kafka.isEmpty()) {
            return Optional.empty();
        }
        Kafka.ConsumerGroups groups = kafka.get().groups();
        Kafka.Topics topics = kafka.get().topics();
        try {
            Optional<Backlog> backlog =
                    behind(groups.toRedis(), topics.toRedis()).or(() -> behind(groups.toMongo(), topics.toMongo()));
            tellsBacklog = true;
            return backlog;
        } catch (CannotLook | NotLookedAt notNow) {
            tellsBacklog = false;
            return Optional.empty();
        }
    }

    /** Whether the last answer to {@link #backlog} rests on a look. */
    boolean tellsBacklog() {
        return tellsBacklog;
    }

    private Optional<Backlog> behind(String group, String topic) {
        KafkaReader reader = reader().orElseThrow();
        Map<Integer, Long> end = ends.computeIfAbsent(
                topic, name -> reader.endOffsets(name, Deadline.in(PATIENCE)).next());
        Optional<ConsumerGroup> looked =
                reader.groups(Set.of(group), Deadline.in(PATIENCE)).stream().findFirst();
        Map<Integer, Long> committed = looked.map(found -> found.committed().getOrDefault(topic, Map.of()))
                .orElse(Map.of());
        long behind = committed.entrySet().stream()
                .mapToLong(e -> Math.max(0, end.getOrDefault(e.getKey(), 0L) - e.getValue()))
                .sum();
        return behind == 0
                ? Optional.empty()
                : Optional.of(new Backlog(
                        "consumer group " + group + " has " + behind + " records of " + topic + " before it",
                        committed,
                        looked.filter(ConsumerGroup::isAttended).isPresent()));
    }

    private Optional<KafkaReader> reader() {
        return openim.underneath().topics();
    }
}
