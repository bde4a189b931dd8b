package openim.verify.message.ledger.read;

import static openim.verify.message.ledger.WrittenLedger.other;
import static openim.verify.message.ledger.WrittenLedger.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.Search;
import openim.verify.config.store.Kafka;
import openim.verify.message.ledger.Facts;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.message.ledger.read.ReadSources.Consumed;
import openim.verify.message.ledger.read.ReadSources.KafkaReads;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaReadsTest {

    private static final Offsets BEFORE = new Offsets("toRedis", Map.of(0, 5L, 1, 7L));

    @TempDir
    Path directory;

    private final FakeTopics topics = new FakeTopics();

    @Test
    void groupsThatCommittedUpToTheEndHaveComePastItAll() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 4, 0);
        topics.commits("redis", "toRedis", Map.of(0, 9L, 1, 7L)).commits("mongo", "toMongo", Map.of(0, 4L));

        assertThat(reads().consumed()).isEqualTo(Consumed.all());
    }

    @Test
    void aGroupThatIsBehindIsNamedWithHowMuch() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 4, 3);
        topics.commits("redis", "toRedis", Map.of(0, 9L, 1, 7L)).commits("mongo", "toMongo", Map.of(0, 1L, 1, 0L));

        assertThat(reads().consumed().backlog()).hasValueSatisfying(backlog -> {
            assertThat(backlog.words()).isEqualTo("consumer group mongo has 6 records of toMongo before it");
            assertThat(backlog.attended()).isTrue();
        });
    }

    /** A group that expired, or a partition that was never committed: that is no sign of having come past it. */
    @Test
    void aPartitionWithRecordsAndNoCommitTellsNothing() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 4, 3);
        topics.commits("redis", "toRedis", Map.of(0, 9L, 1, 7L)).commits("mongo", "toMongo", Map.of(0, 4L));

        Consumed consumed = reads().consumed();

        assertThat(consumed.isKnown()).isFalse();
        assertThat(consumed.unknown().orElseThrow()).contains("group mongo").contains("[1] of toMongo");
    }

    @Test
    void aGroupThatIsGoneTellsNothing() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 4, 3);

        assertThat(reads().consumed().unknown().orElseThrow())
                .contains("group redis")
                .contains("[0] of toRedis");
    }

    @Test
    void aPartitionThatEndsWhereItEndedBeforeTheFlowNeedsNoCommit() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 0, 0);
        topics.commits("redis", "toRedis", Map.of(0, 9L));

        assertThat(reads().consumed()).isEqualTo(Consumed.all());
    }

    @Test
    void whatOthersSendMeanwhileNeedNotBeWaitedFor() {
        topics.ends("toRedis", 9, 7).ends("toMongo", 0, 0);
        topics.commits("redis", "toRedis", Map.of(0, 9L, 1, 7L));
        KafkaReads reads = reads();
        assertThat(reads.consumed()).isEqualTo(Consumed.all());

        topics.ends("toRedis", 900, 700);

        assertThat(reads.consumed()).isEqualTo(Consumed.all());
    }

    @Test
    void aKafkaThatDoesNotAnswerOrIsNotKnownTellsNothing() {
        topics.failure = Optional.of(new CannotLook("Kafka at k:9092: no answer within 30000 ms"));

        assertThat(reads().consumed().unknown().orElseThrow()).contains("no answer within 30000 ms");
        assertThat(reads(Optional.empty()).consumed().unknown().orElseThrow()).contains("openim.kafka.bootstrap");
    }

    @Test
    void recordsOfTheLedgerAreFoundAmongOthersEachAtItsPlace() {
        try (WrittenLedger ledger = WrittenLedger.withKafkaAt(directory, BEFORE)) {
            LedgerEntry entry = ledger.acknowledged();
            topics.batches = List.of(
                    List.of(found(0, 5, seen(entry, 0)), found(0, 6, seen(entry, 0))), List.of(found(1, 7, other(0))));
            List<Sighting> sightings = new ArrayList<>();

            reads(ledger.opening).records(ledger.reader, sightings::add);

            assertThat(sightings).extracting(Sighting::place).containsExactly("toRedis-0@5", "toRedis-0@6");
        }
    }

    @Test
    void ofATopicThatCouldBeReadInPartWhatWasReadIsKnown() {
        try (WrittenLedger ledger = WrittenLedger.withKafkaAt(directory, BEFORE)) {
            LedgerEntry entry = ledger.acknowledged();
            topics.batches = List.of(List.of(found(0, 5, seen(entry, 0))));
            topics.failure = Optional.of(new CannotLook("toRedis-1 could only be read up to 7 of 9"));
            List<Sighting> sightings = new ArrayList<>();

            reads(ledger.opening).records(ledger.reader, sightings::add);

            assertThat(sightings).hasSize(1);
        }
    }

    private KafkaReads reads() {
        return reads(Optional.of(topics));
    }

    private static KafkaReads reads(Optional<KafkaReads.Topics> topics) {
        return new KafkaReads(
                opening(),
                topics,
                Kafka.ConsumerGroups.DEFAULT,
                new Kafka.Topics("toRedis", "toPush", "toMongo", Optional.empty()));
    }

    private KafkaReads reads(LedgerSettings opening) {
        return new KafkaReads(opening, Optional.of(topics), Kafka.ConsumerGroups.DEFAULT, Kafka.Topics.DEFAULT);
    }

    private static LedgerSettings opening() {
        return new LedgerSettings(
                "ledger-1", WrittenLedger.THEN, Facts.PATIENCE, List.of(1), Map.of(), Optional.of(BEFORE));
    }

    private static Search.Found found(int partition, long offset, openim.verify.client.Message message) {
        return new Search.Found("toRedis", partition, offset, message);
    }

    private static final class FakeTopics implements KafkaReads.Topics {

        private final Map<String, Offsets> ends = new HashMap<>();
        private final Map<String, ConsumerGroup> groups = new HashMap<>();
        private List<List<Search.Found>> batches = List.of();
        private Optional<RuntimeException> failure = Optional.empty();

        FakeTopics ends(String topic, long zero, long one) {
            ends.put(topic, new Offsets(topic, Map.of(0, zero, 1, one)));
            return this;
        }

        FakeTopics commits(String group, String topic, Map<Integer, Long> next) {
            var member = new ConsumerGroup.Member("id", "host", List.of(topic + "-0", topic + "-1"));
            groups.put(group, new ConsumerGroup(group, "Stable", List.of(member), Map.of(topic, next)));
            return this;
        }

        @Override
        public Offsets ends(String topic) {
            failure.ifPresent(failed -> {
                throw failed;
            });
            return Optional.ofNullable(ends.get(topic)).orElseThrow();
        }

        @Override
        public Optional<ConsumerGroup> group(String name) {
            return Optional.ofNullable(groups.get(name));
        }

        @Override
        public void records(Offsets from, Consumer<List<Search.Found>> batch) {
            batches.forEach(batch);
            failure.ifPresent(failed -> {
                throw failed;
            });
        }
    }
}
