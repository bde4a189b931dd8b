package openim.verify.message.ledger.read;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.Search;
import openim.verify.config.store.Kafka;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.Sighting;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Finds the records of a flow in Kafka, and says whether OpenIM's consumers have come past them. Commits nothing. */
final class KafkaReads implements FinalReads.Carriers {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerSettings opening;
    private final Optional<Topics> topics;
    private final Kafka.ConsumerGroups groups;
    private final Kafka.Topics names;

    /** Where the topics ended when it was first asked: what others send since then need not be waited for. */
    private final Map<String, Map<Integer, Long>> ends = new HashMap<>();

    /** What is asked of Kafka. */
    interface Topics {

        Offsets ends(String topic);

        Optional<ConsumerGroup> group(String name);

        /** Hands over every record from there to the end, some at a time. */
        void records(Offsets from, Consumer<List<Search.Found>> batch);
    }

    KafkaReads(LedgerSettings opening, Optional<Topics> topics, Kafka.ConsumerGroups groups, Kafka.Topics names) {
        this.opening = opening;
        this.topics = topics;
        this.groups = groups;
        this.names = names;
    }

    static KafkaReads of(Deployment openim, LedgerSettings opening) {
        Optional<Kafka> kafka = openim.settings().stores().kafka();
        return new KafkaReads(
                opening,
                kafka.flatMap(known -> openim.underneath().topics()).map(Read::new),
                kafka.map(Kafka::groups).orElse(Kafka.ConsumerGroups.DEFAULT),
                kafka.map(Kafka::topics).orElse(Kafka.Topics.DEFAULT));
    }

    private record Read(KafkaReader reader) implements Topics {

        @Override
        public Offsets ends(String topic) {
            return reader.endOffsets(topic, Deadline.in(PATIENCE));
        }

        @Override
        public Optional<ConsumerGroup> group(String name) {
            return reader.groups(Set.of(name), Deadline.in(PATIENCE)).stream().findFirst();
        }

        @Override
        public void records(Offsets from, Consumer<List<Search.Found>> batch) {
            reader.readEveryRecord(from, batch, Deadline.in(PATIENCE));
        }
    }

    /** Nobody is accused by what is not in Kafka, so a look that is cut off is as good as far as it came. */
    @Override
    public void records(LedgerReader ledger, Consumer<Sighting> each) {
        if (topics.isEmpty() || opening.kafka().isEmpty()) {
            return;
        }
        try {
            topics.get().records(opening.kafka().get(), batch -> {
                Map<MessageId, LedgerEntry> entries = ledger.entries(
                        opening.id(),
                        batch.stream().map(found -> found.message().id()).collect(Collectors.toSet()));
                batch.forEach(found -> Optional.ofNullable(
                                entries.get(found.message().id()))
                        .ifPresent(entry -> each.accept(
                                Sighting.of(entry, found.message(), Layer.KAFKA, found.toString(), Instant.now()))));
            });
        } catch (CannotLook | NotLookedAt notNow) {
            // What was found is noted; what was not proves nothing.
        }
    }

    /** Of what was there at the first look. Topic by topic: only what has been numbered is on its way to be stored. */
    @Override
    public Consumed consumed() {
        if (topics.isEmpty()) {
            return Consumed.unknown("openim.kafka.bootstrap is not known");
        }
        try {
            Consumed numbered = consumed(topics.get(), groups.toRedis(), names.toRedis());
            return numbered.equals(Consumed.all())
                    ? consumed(topics.get(), groups.toMongo(), names.toMongo())
                    : numbered;
        } catch (CannotLook | NotLookedAt notNow) {
            return Consumed.unknown(String.valueOf(notNow.getMessage()));
        }
    }

    private Consumed consumed(Topics kafka, String name, String topic) {
        Map<Integer, Long> end = ends.computeIfAbsent(topic, t -> kafka.ends(t).next());
        Optional<ConsumerGroup> group = kafka.group(name);
        Map<Integer, Long> committed = group.map(found -> found.committed().getOrDefault(topic, Map.of()))
                .orElse(Map.of());
        List<Integer> untold = end.entrySet().stream()
                .filter(partition -> partition.getValue() > before(topic, partition.getKey()))
                .map(Map.Entry::getKey)
                .filter(partition -> !committed.containsKey(partition))
                .sorted()
                .toList();
        if (end.isEmpty() || !untold.isEmpty()) {
            return Consumed.unknown("consumer group " + name + " has committed nothing in partitions " + untold + " of "
                    + topic + ", so nobody can say how far it has come");
        }
        long behind = committed.entrySet().stream()
                .mapToLong(e -> Math.max(0, end.getOrDefault(e.getKey(), 0L) - e.getValue()))
                .sum();
        return behind == 0
                ? Consumed.all()
                : Consumed.allBut(new Backlog(
                        "consumer group " + name + " has " + behind + " records of " + topic + " before it",
                        committed,
                        group.filter(ConsumerGroup::isAttended).isPresent()));
    }

    /** Where a partition ended before the flow, if that is known: one that ends there still has no record of it. */
    private long before(String topic, int partition) {
        return opening.kafka()
                .filter(offsets -> offsets.topic().equals(topic))
                .map(offsets -> offsets.next().getOrDefault(partition, 0L))
                .orElse(0L);
    }
}
