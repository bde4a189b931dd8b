package openim.verify.message.kafka;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.kafka.Search;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class ConsumersTest {

    private static final Map<String, String> TOPICS = Map.of("push", "toPush");
    private static final Map<String, Integer> TWO_PARTITIONS = Map.of("toPush", 2);

    @Test
    void aReaderForEachPartitionIsEnough() {
        var groups = List.of(group("push", member("toPush-0", "toPush-1")), group("offlinePush", member()));

        assertThat(Consumers.inCharge(TOPICS, TWO_PARTITIONS).judge(groups).reason())
                .isEqualTo("2 groups, 2 members");
    }

    @Test
    void aPartitionWithoutAReaderIsNamed() {
        var judgement = Consumers.inCharge(TOPICS, TWO_PARTITIONS).judge(List.of(group("push", member("toPush-0"))));

        assertThat(judgement.isMet()).isFalse();
        assertThat(judgement.reason()).contains("nobody in group push reads partition [1] of toPush");
    }

    @Test
    void aGroupWithoutMembersIsNamed() {
        var judgement = Consumers.inCharge(TOPICS, TWO_PARTITIONS).judge(List.of(group("offlinePush")));

        assertThat(judgement.isMet()).isFalse();
        assertThat(judgement.reason()).contains("group offlinePush has no member");
    }

    @Test
    void aCommitAtOurRecordIsNotPastIt() {
        var ours = sweep(1, 41);

        assertThat(Consumers.past(ours).judge(committed(42)).isMet()).isTrue();
        assertThat(Consumers.past(ours).judge(committed(41)).reason()).contains("partition 1 at 41, our record is 41");
        assertThat(Consumers.past(ours).judge(group("mongo")).reason()).contains("partition 1 at nothing");
    }

    @Test
    void pastNoneOfOurRecordsIsNotPastOurs() {
        var none = new ScanResult("toMongo", Map.of(), 12, 0, Duration.ZERO);

        assertThatThrownBy(() -> Consumers.past(none))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("none of our records was found in toMongo (12 others were read)");
    }

    @Test
    void aReaderForEachOfNoPartitionsIsNone() {
        assertThatThrownBy(() -> Consumers.inCharge(TOPICS, Map.of("toPush", 0)))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("no partition of toPush is known");
        assertThatThrownBy(() -> Consumers.inCharge(TOPICS, Map.of())).isInstanceOf(CannotLook.class);
    }

    private static ScanResult sweep(int partition, long offset) {
        var one = sent("1");
        return new ScanResult(
                "toMongo",
                Map.of(one.id(), new Search.Found("toMongo", partition, offset, seen(one, 1))),
                1,
                0,
                Duration.ZERO);
    }

    private static ConsumerGroup committed(long next) {
        return new ConsumerGroup("mongo", "Stable", List.of(), Map.of("toMongo", Map.of(1, next)));
    }

    private static ConsumerGroup group(String name, ConsumerGroup.Member... members) {
        return new ConsumerGroup(name, "Stable", List.of(members), Map.of());
    }

    private static ConsumerGroup.Member member(String... partitions) {
        return new ConsumerGroup.Member("id", "host", List.of(partitions));
    }
}
