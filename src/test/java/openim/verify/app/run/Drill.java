package openim.verify.app.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import openim.verify.app.Ledgers;
import openim.verify.app.Rehearsed;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.wire.MsgData;
import openim.verify.config.Settings;
import openim.verify.message.ledger.Judge;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.LedgerData;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;

/** A flow on the rehearsal through whatever a test does meanwhile, and the books of others to compare the ledger with. */
public final class Drill {

    private final Rehearsed rehearsed;

    public Drill(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
    }

    private static final Duration LONGER_THAN_ANY_DRILL = Duration.ofMinutes(10);

    /** Lets a flow go while {@code meanwhile} is done, which is told how far it has come. */
    public void flow(FlowPlan plan, Consumer<Flow> meanwhile) {
        Settings settings = rehearsed.settings();
        try (LedgerWriter scribe = FlowStart.scribe(settings);
                Flow flow = FlowStart.open(settings, true, scribe, plan)) {
            CompletableFuture<Void> flowing = CompletableFuture.runAsync(() -> flow.run(LONGER_THAN_ANY_DRILL));
            try {
                meanwhile.accept(flow);
            } finally {
                flow.stop();
            }
            flowing.join();
        }
    }

    /** Waits until the flow has sent so many messages more. */
    public static void awaitSent(Flow flow, int more) {
        long wanted = flow.progress().sent() + more;
        eventually("the flow", "sends " + more + " more", () -> flow.progress().sent() >= wanted);
    }

    /** Waits until the server took so many messages more, so that they are in Kafka unless it lies. */
    public static void awaitAcknowledged(Flow flow, int more) {
        long wanted = flow.progress().acknowledged() + more;
        eventually(
                "the flow",
                "gets " + more + " more taken",
                () -> flow.progress().acknowledged() >= wanted);
    }

    /**
     * Waits until msgtransfer has come past so many records more. While Redis is dead it can do nothing with them, and they are
     * lost.
     */
    public void awaitTaken(int more) {
        long wanted = committed() + more;
        eventually("msgtransfer", "takes " + more + " more records", () -> committed() >= wanted);
    }

    /** Waits until msgtransfer has come past all that is in Kafka now. */
    public void awaitTakenAll() {
        var kafka = rehearsed.settings().stores().kafka().orElseThrow();
        long end = new KafkaReader(kafka, Optional.empty())
                .endOffsets(kafka.topics().toRedis(), Deadline.in(Rehearsed.PATIENCE)).next().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        eventually("msgtransfer", "takes all up to " + end, () -> committed() >= end);
    }

    private long committed() {
        var kafka = rehearsed.settings().stores().kafka().orElseThrow();
        return new KafkaReader(kafka, Optional.empty())
                .groups(List.of(kafka.groups().toRedis()), Deadline.in(Rehearsed.PATIENCE)).stream()
                        .flatMap(group ->
                                group.committed().getOrDefault(kafka.topics().toRedis(), Map.of()).values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
    }

    public static void eventually(String who, String does, Callable<Boolean> done) {
        Eventually.within(Deadline.in(Rehearsed.PATIENCE.multipliedBy(5)), who)
                .lookingEvery(Duration.ofMillis(200))
                .sees(done, Expectation.of(does, yes -> yes ? Judgement.met(does) : Judgement.notYet("not yet")));
    }

    /** What the ledger of this test says, read afresh. */
    public List<JudgedMessage> judged() {
        return Judge.judge(book());
    }

    /** Whether a ledger has been begun. */
    public boolean hasBegun() {
        if (!Files.exists(file())) {
            return false;
        }
        try (LedgerReader reader = LedgerReader.of(file())) {
            return !reader.accounts().isEmpty();
        }
    }

    public LedgerData book() {
        try (LedgerReader reader = LedgerReader.of(file())) {
            var accounts = reader.accounts();
            return reader.book(accounts.get(accounts.size() - 1).opening());
        }
    }

    Path file() {
        return Ledgers.file(rehearsed.settings());
    }

    /** How many records of {@code toRedis} each message has: read with a consumer that has nothing to do with ours. */
    public Map<String, Long> recordsInKafka() {
        Map<String, Long> records = new HashMap<>();
        var kafka = rehearsed.settings().stores().kafka().orElseThrow();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 8)
                    .mapToObj(number -> new TopicPartition(kafka.topics().toRedis(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> records.merge(idOf(record.value()), 1L, Long::sum));
            }
        }
        return records;
    }

    private static String idOf(byte[] value) {
        try {
            return MsgData.parseFrom(value).getClientMsgID();
        } catch (com.google.protobuf.InvalidProtocolBufferException garbled) {
            throw new AssertionError(garbled);
        }
    }

    /** How often each message lies in MongoDB: read with a client that has nothing to do with ours. */
    public Map<String, Long> documentsInMongo() {
        var mongo = rehearsed.settings().stores().mongo().orElseThrow();
        try (MongoClient client = MongoClients.create(mongo.uri().reveal())) {
            return StreamSupport.stream(
                            client.getDatabase(mongo.database())
                                    .getCollection("msg")
                                    .find()
                                    .spliterator(),
                            false)
                    .flatMap(document -> document.getList("msgs", Document.class).stream())
                    .filter(place -> place != null && place.get("msg") != null)
                    .map(place -> place.get("msg", Document.class).getString("client_msg_id"))
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        }
    }

    /** Only those of this flow. */
    public static Map<String, Long> ofThese(Map<String, Long> counts, Set<String> ids) {
        return counts.entrySet().stream()
                .filter(e -> ids.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
