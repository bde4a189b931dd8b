package openim.verify.message.kafka;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.kafka.Search;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class KafkaTraceTest {

    private static final Sent ONE = sent("1");
    private static final Sent TWO = sent("2");
    private static final Map<String, Integer> PARTITIONS = Map.of("toRedis", 2, "toPush", 2, "toMongo", 2);

    @Test
    void whatIsInAllThreeWasHandedOn() {
        assertThat(trace(both("toPush"), both("toMongo")).mustBeHandedOn(PARTITIONS))
                .isEqualTo("all 2 partitions of toRedis, all 2 partitions of toPush, all 2 partitions of toMongo");
    }

    @Test
    void whatIsInOneOnlyIsNamedWithThePlaceWhereItWasLastSeen() {
        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> trace(sweep("toPush", ONE), both("toMongo")).mustBeHandedOn(PARTITIONS))
                .withMessageContaining("message m2 from a to b, which is toRedis-1@8, is not in toPush");
    }

    @Test
    void aPartitionThatCarriedNothingOfOursIsNotProven() {
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> trace(both("toPush"), both("toMongo"))
                        .mustBeHandedOn(Map.of("toRedis", 3, "toPush", 2, "toMongo", 2)))
                .withMessageContaining("partition [2] of toRedis");
    }

    @Test
    void ofATopicWithoutPartitionsNothingIsProven() {
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> trace(both("toPush"), both("toMongo"))
                        .mustBeHandedOn(Map.of("toRedis", 2, "toPush", 2, "toMongo", 0)))
                .withMessageContaining("no partition of toMongo is known");
    }

    private static KafkaTrace trace(ScanResult toPush, ScanResult toMongo) {
        return new KafkaTrace(List.of(ONE, TWO), both("toRedis"), toPush, toMongo);
    }

    private static ScanResult both(String topic) {
        return sweep(topic, ONE, TWO);
    }

    private static ScanResult sweep(String topic, Sent... there) {
        Map<MessageId, Search.Found> found = new HashMap<>();
        for (int number = 0; number < there.length; number++) {
            found.put(there[number].id(), new Search.Found(topic, number, 7L + number, seen(there[number], 1)));
        }
        return new ScanResult(topic, found, there.length, 0, Duration.ZERO);
    }
}
