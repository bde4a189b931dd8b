package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.await.Deadline;
import openim.verify.client.MessageId;
import openim.verify.client.net.KnownNames;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class KafkaReaderTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    private static KafkaReader reader(FakeBroker broker) {
        return new KafkaReader(new KafkaAccess(List.of(broker.address()), Map.of()));
    }

    private static MetadataResponseData advertising(String host, int port) {
        MetadataResponseData metadata = new MetadataResponseData().setClusterId("the-cluster");
        metadata.brokers()
                .add(new MetadataResponseBroker().setNodeId(1).setHost(host).setPort(port));
        return metadata;
    }

    private static MetadataResponseTopic topic(String name, int... leaders) {
        MetadataResponseTopic topic = new MetadataResponseTopic().setName(name);
        for (int i = 0; i < leaders.length; i++) {
            topic.partitions()
                    .add(new MetadataResponsePartition().setPartitionIndex(i).setLeaderId(leaders[i]));
        }
        return topic;
    }

    @Test
    void theClusterIsToldFromTheGivenAddressAlone() throws IOException {
        MetadataResponseData metadata = advertising("broker.invalid", 9092);
        metadata.topics().add(topic("toRedis", 1, 1));
        metadata.topics().add(topic("toPush", 1, -1));
        metadata.topics()
                .add(new MetadataResponseTopic()
                        .setName("toMongo")
                        .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code()));
        try (FakeBroker broker = new FakeBroker(metadata)) {
            KafkaCluster cluster = reader(broker).cluster(List.of("toRedis", "toPush", "toMongo"), LONG);

            assertThat(cluster.id()).isEqualTo("the-cluster");
            assertThat(cluster.advertised()).containsExactly("broker.invalid:9092");
            assertThat(cluster.partitions()).isEqualTo(Map.of("toRedis", 2, "toPush", 2, "toMongo", 0));
            assertThat(cluster.complaint())
                    .isEqualTo("there is no topic toMongo; nobody leads these partitions: toPush [1]");
        }
    }

    @Test
    void nobodyConnectsToAnAdvertisedAddressThatIsSomebodyElse() throws IOException {
        try (FakeBroker other = new FakeBroker(new MetadataResponseData());
                FakeBroker broker = new FakeBroker(advertising("localhost", other.port()))) {
            KafkaReader reader = reader(broker);

            assertThatExceptionOfType(NotLookedAt.class)
                    .isThrownBy(() -> reader.endOffsets("toRedis", LONG))
                    .withMessageContaining("Kafka advertises localhost:" + other.port());
            assertThatExceptionOfType(NotLookedAt.class)
                    .isThrownBy(() -> reader.find(new MessageId("x"), new Offsets("toRedis", Map.of(0, 0L)), LONG));
            assertThatExceptionOfType(NotLookedAt.class).isThrownBy(() -> reader.groups(List.of("redis"), LONG));
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void theAdvertisedNameIsLookedUpOnceSoThatWhoWasComparedIsWhoIsConnectedTo() throws IOException {
        MetadataResponseData metadata = new MetadataResponseData().setClusterId("the-cluster");
        metadata.topics().add(topic("toRedis", 1));
        try (FakeBroker broker = new FakeBroker(metadata);
                ServerSocket other = new ServerSocket(broker.port(), 50, InetAddress.getByName("127.0.0.2"))) {
            other.setSoTimeout(1);
            metadata.brokers()
                    .add(new MetadataResponseBroker()
                            .setNodeId(1)
                            .setHost("kafka.invalid")
                            .setPort(broker.port()));
            Map<String, Integer> asked = new ConcurrentHashMap<>();
            KnownNames names = (name, deadline) -> name.equals("kafka.invalid")
                    ? Optional.of(address(asked.merge(name, 1, Integer::sum) == 1 ? "127.0.0.1" : "127.0.0.2"))
                    : Optional.empty();
            KafkaReader reader = new KafkaReader(new KafkaAccess(List.of(broker.address()), Map.of(), names));

            assertThatExceptionOfType(CannotLook.class)
                    .as("the double has no offsets to tell")
                    .isThrownBy(() -> reader.endOffsets("toRedis", Deadline.in(Duration.ofSeconds(3))));

            assertThat(asked).containsEntry("kafka.invalid", 1);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .as("nobody came to where the name leads by now")
                    .isThrownBy(other::accept);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aBrokerThatAnswersAndHangsUpMayAskForALogin() throws IOException {
        try (FakeBroker broker = FakeBroker.hangingUp()) {
            assertThatExceptionOfType(NotLookedAt.class)
                    .isThrownBy(() -> reader(broker).cluster(List.of("toRedis"), LONG))
                    .withMessageContaining("openim.kafka.user");
        }
    }
}
