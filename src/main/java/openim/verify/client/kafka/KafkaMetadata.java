package openim.verify.client.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.LoginRefused;
import openim.verify.client.net.HostPort;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.Time;

/**
 * Asks one address for the metadata of its cluster, and connects to no other.
 *
 * <p>The public clients cannot do that: they follow what is advertised before they let anyone see it. So this speaks through
 * the network layer below them, which kafka-clients calls internal; SASL and TLS are its own all the same.
 */
final class KafkaMetadata {

    private final KafkaAccess access;

    KafkaMetadata(KafkaAccess access) {
        this.access = access;
    }

    /**
     * The answer of the first address that gives one.
     *
     * @throws TimeoutException if none did by the deadline
     * @throws IOException if each refused, or dropped the connection; that of the last one
     */
    KafkaCluster ask(Collection<String> topics, Deadline deadline) throws Exception {
        return Bounded.call(deadline, "kafka-metadata", () -> {
            Exception last = new IOException("no address");
            for (int i = 0; i < access.bootstrap().size(); i++) {
                Duration share =
                        deadline.remaining().dividedBy(access.bootstrap().size() - i);
                try {
                    return ask(HostPort.parse(access.bootstrap().get(i)), topics, share);
                } catch (IOException | TimeoutException next) {
                    last = next;
                }
            }
            throw last;
        });
    }

    private KafkaCluster ask(HostPort address, Collection<String> topics, Duration patience)
            throws IOException, TimeoutException {
        // The client below would only say that it did not connect.
        access.names().addressesOf(address.host(), Deadline.in(patience));
        Node node = new Node(-1, address.host(), address.port());
        long millis = Math.max(1, patience.toMillis());
        try (KafkaClient client = KafkaNetwork.to(List.of(node), access, (int) millis)) {
            if (!NetworkClientUtils.awaitReady(client, node, Time.SYSTEM, millis)) {
                throw new TimeoutException(address + " did not answer within " + millis + " ms");
            }
            return cluster(address, topics, metadata(client, node, topics));
        }
    }

    /**
     * The metadata, from a broker that has answered once already, by saying which requests it knows.
     *
     * @throws LoginRefused if it then hangs up, and we came without a login: that is how a broker asks for one
     */
    private MetadataResponse metadata(KafkaClient client, Node node, Collection<String> topics) throws IOException {
        MetadataRequest.Builder request = new MetadataRequest.Builder(List.copyOf(topics), false);
        try {
            return (MetadataResponse) NetworkClientUtils.sendAndReceive(
                            client,
                            client.newClientRequest(node.idString(), request, Time.SYSTEM.milliseconds(), true),
                            Time.SYSTEM)
                    .responseBody();
        } catch (IOException hungUp) {
            if (access.hasLogin()) {
                throw hungUp;
            }
            throw new LoginRefused(
                    access.toString(), "it answers, and hangs up on who comes without a login; see openim.kafka.user");
        }
    }

    private static KafkaCluster cluster(HostPort asked, Collection<String> topics, MetadataResponse answer) {
        Map<String, Integer> partitions = new HashMap<>();
        topics.forEach(topic -> partitions.put(topic, 0));
        Map<String, List<Integer>> leaderless = new HashMap<>();
        for (MetadataResponse.TopicMetadata topic : answer.topicMetadata()) {
            if (topic.error() == Errors.UNKNOWN_TOPIC_OR_PARTITION) {
                continue;
            }
            partitions.put(topic.topic(), topic.partitionMetadata().size());
            List<Integer> unled = topic.partitionMetadata().stream()
                    .filter(partition -> partition.leaderId.isEmpty())
                    .map(MetadataResponse.PartitionMetadata::partition)
                    .sorted()
                    .toList();
            if (!unled.isEmpty()) {
                leaderless.put(topic.topic(), unled);
            }
        }
        return new KafkaCluster(
                String.valueOf(answer.clusterId()),
                asked.toString(),
                answer.brokers().stream()
                        .map(node -> new HostPort(node.host(), node.port()).toString())
                        .sorted()
                        .toList(),
                partitions,
                leaderless);
    }
}
