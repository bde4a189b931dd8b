package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.KafkaReader.TopicScan;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.MsgDataToMongoByMQ;
import openim.verify.client.wire.PushMsgDataToMQ;
import openim.verify.verdict.CannotLook;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicScanTest {

    private static final String TOPIC = "toRedis";
    private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
    private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);
    private static final MessageId OURS = new MessageId("ours");
    private static final Offsets START = new Offsets(TOPIC, Map.of(0, 5L, 1, 7L));

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    private TopicScan scan(Duration patience) {
        return new TopicScan(deadline -> consumer, Deadline.in(patience));
    }

    private static byte[] message(String id) {
        return MsgData.newBuilder()
                .setClientMsgID(id)
                .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                .build()
                .toByteArray();
    }

    private void holds(TopicPartition partition, long offset, byte[] value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], value)));
    }

    private void ends(long zero, long one) {
        consumer.updateEndOffsets(Map.of(ZERO, zero, ONE, one));
    }

    @Test
    void theEndOfEachPartitionIsKnown() {
        Node node = new Node(1, "h", 1);
        Node[] nodes = {node};
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 0, node, nodes, nodes),
                        new PartitionInfo(TOPIC, 1, node, nodes, nodes)));
        ends(5, 7);

        assertThat(scan(Duration.ofMinutes(1)).endOffsets(TOPIC)).isEqualTo(START);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void aTopicThatIsNotThereCannotBeRead() {
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> scan(Duration.ofMinutes(1)).endOffsets("other"))
                .withMessageContaining("no topic other");
    }

    @Test
    void ourMessageIsFoundAmongOthersWithItsPlace() {
        holds(ZERO, 5, message("theirs"));
        holds(ONE, 7, "no protobuf".getBytes(StandardCharsets.UTF_8));
        holds(ONE, 8, message("ours"));
        ends(6, 9);

        Search search = scan(Duration.ofMinutes(1)).find(OURS, START);

        assertThat(search)
                .hasToString("toRedis-1@8")
                .isInstanceOfSatisfying(
                        Search.Found.class,
                        found -> assertThat(found.message().text()).isEqualTo("hello"));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void severalAreFoundInOnePassWhateverTheRecordsCarry() throws Exception {
        var message = MsgData.parseFrom(message("ours"));
        holds(ZERO, 5, PushMsgDataToMQ.newBuilder().setMsgData(message).build().toByteArray());
        holds(ONE, 7, new byte[0]);
        ends(6, 8);

        var pushes = scan(Duration.ofMillis(400)).find(Set.of(OURS, new MessageId("other")), START, Carries.PUSHES);

        assertThat(pushes.of(OURS)).hasToString("toRedis-0@5");
        assertThat(pushes.of(new MessageId("other"))).isInstanceOf(Search.NotThere.class);
        assertThat(Carries.BATCHES.messages(MsgDataToMongoByMQ.newBuilder()
                        .addMsgData(message)
                        .addMsgData(message.toBuilder().setClientMsgID("next"))
                        .build()
                        .toByteArray()))
                .extracting(each -> each.id().value())
                .containsExactly("ours", "next");
    }

    @Test
    void whatWasReadToTheEndAndIsNotThereIsNotThere() {
        holds(ZERO, 5, message("theirs"));
        holds(ZERO, 6, new byte[0]);
        ends(7, 7);

        assertThat(scan(Duration.ofMillis(400)).find(OURS, START))
                .isInstanceOfSatisfying(Search.NotThere.class, not -> {
                    assertThat(not.records()).isEqualTo(2);
                    assertThat(not.unreadable()).isEqualTo(1);
                });
    }

    @Test
    void whatCouldNotBeReadToTheEndIsNotCalledNotThere() {
        ends(6, 7);

        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> scan(Duration.ofMillis(400)).find(OURS, START))
                .withMessageContaining("toRedis-0 could only be read up to 5 of 6");
    }

    @Test
    void aBrokerThatFallsSilentIsNotAnEmptyTopic() {
        consumer.setOffsetsException(new TimeoutException("no answer"));

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> scan(Duration.ofMillis(400)).find(OURS, START));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void noGroupIsJoinedNothingIsCommittedAndNoTopicIsMade() {
        KafkaAccess access = new KafkaAccess(List.of("k:9092"), Map.of());

        assertThat(TopicScan.properties(access, Deadline.in(Duration.ofSeconds(1))))
                .doesNotContainKey("group.id")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false);
    }
}
