package openim.verify.client.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.LoginRefused;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.NotConnected;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.Time;

/**
 * What a broker says of its cluster when it is asked at the address that was given.
 *
 * @param id of the cluster
 * @param asked the address that answered
 * @param advertised the addresses that its brokers want to be reached at
 * @param partitions of each topic that was asked for, how many it has; 0 if there is no such topic
 * @param leaderless of each topic, the partitions that nobody leads; topics without any are absent
 */
public record KafkaCluster(
        String id,
        String asked,
        List<String> advertised,
        Map<String, Integer> partitions,
        Map<String, List<Integer>> leaderless) {

    public KafkaCluster {
        advertised = List.copyOf(advertised);
        partitions = Map.copyOf(partitions);
        leaderless = Map.copyOf(leaderless);
    }

    /**
     * The answer of the first address that gives one.
     *
     * @throws TimeoutException if none did by the deadline
     * @throws IOException if each refused, or dropped the connection; that of the last one
     */
    static KafkaCluster ask(KafkaAccess access, Collection<String> topics, Deadline deadline) throws Exception {
        return Bounded.call(deadline, "kafka-metadata", () -> {
            Exception last = new IOException("no address");
            for (int i = 0; i < access.bootstrap().size(); i++) {
                Duration share =
                        deadline.remaining().dividedBy(access.bootstrap().size() - i);
                try {
                    return new Metadata(access)
                            .ask(HostPort.parse(access.bootstrap().get(i)), topics, share);
                } catch (IOException | TimeoutException next) {
                    last = next;
                }
            }
            throw last;
        });
    }

    /** What is wrong with the topics, in words; empty if each is there and each of its partitions is led. */
    public String complaint() {
        List<String> absent = partitions.entrySet().stream()
                .filter(topic -> topic.getValue() == 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        String missing = absent.isEmpty() ? "" : "there is no topic " + String.join(", ", absent);
        String dead = new TreeMap<>(leaderless)
                .entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .collect(Collectors.joining(", "));
        String unled = dead.isEmpty() ? "" : "nobody leads these partitions: " + dead;
        return missing + (missing.isEmpty() || unled.isEmpty() ? "" : "; ") + unled;
    }

    /**
     * Compares the addresses that brokers advertise with the one that was given, before anyone connects to them.
     */
    static final class Advertised {

        private final KnownNames names;
        private final Deadline deadline;

        /**
         * @param names those of brokers that this process alone knows: they belong to the deployment whose files were read
         */
        Advertised(KnownNames names, Deadline deadline) {
            this.names = names;
            this.deadline = deadline;
        }

        /**
         * Why a client that follows the advertised addresses would end up elsewhere; empty if it would not.
         *
         * <p>On this very host the advertised port must be that of the given address, for at least one broker: a tunnel to a Kafka
         * elsewhere is given as {@code localhost} too. Elsewhere names may differ (a balancer, a host of several names), as long as
         * each can be resolved and leads away from here.
         */
        Optional<String> complaint(KafkaCluster cluster) {
            HostPort asked = HostPort.parse(cluster.asked());
            List<HostPort> brokers =
                    cluster.advertised().stream().map(HostPort::parse).toList();
            boolean here = leadsHere(asked.host());
            if (brokers.isEmpty()) {
                return Optional.of("Kafka at " + asked + " advertises no broker at all");
            }
            for (HostPort broker : brokers) {
                if (!resolves(broker.host())) {
                    return Optional.of(say(broker, asked, "which cannot be resolved here"));
                }
                if (leadsHere(broker.host()) && !here) {
                    return Optional.of(say(broker, asked, "which is this machine"));
                }
            }
            if (here
                    && brokers.stream()
                            .noneMatch(broker -> isKnown(broker.host())
                                    || (leadsHere(broker.host()) && broker.port() == asked.port()))) {
                return Optional.of(say(brokers.get(0), asked, "which is somebody else"));
            }
            return Optional.empty();
        }

        /**
         * The loopback address that a broker elsewhere advertises: whoever follows it, OpenIM too, is sent to his own machine.
         */
        Optional<String> loopback(KafkaCluster cluster) {
            return leadsHere(HostPort.parse(cluster.asked()).host())
                    ? Optional.empty()
                    : cluster.advertised().stream()
                            .filter(broker -> HostPort.parse(broker).host().matches("localhost|127\\.[0-9.]+|::1"))
                            .findFirst();
        }

        private static String say(HostPort broker, HostPort asked, String what) {
            return "Kafka advertises " + broker + ", " + what + ", but was reached at " + asked
                    + ": a reader would be sent to the wrong place; compare advertised.listeners with"
                    + " openim.kafka.bootstrap";
        }

        private boolean isKnown(String host) {
            try {
                return names.addressOf(host, deadline).isPresent();
            } catch (NotConnected e) {
                return false;
            }
        }

        private boolean resolves(String host) {
            try {
                return names.addressesOf(host, deadline).length > 0;
            } catch (NotConnected e) {
                return false;
            }
        }

        private boolean leadsHere(String host) {
            try {
                return Arrays.stream(names.addressesOf(host, deadline)).anyMatch(Advertised::isOurs);
            } catch (NotConnected e) {
                return false;
            }
        }

        private static boolean isOurs(InetAddress address) {
            try {
                return address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || NetworkInterface.getByInetAddress(address) != null;
            } catch (SocketException e) {
                return false;
            }
        }
    }

    /**
     * Asks one address for the metadata of its cluster, and connects to no other.
     *
     * <p>The public clients cannot do that: they follow what is advertised before they let anyone see it. So this speaks through
     * the network layer below them, which kafka-clients calls internal; SASL and TLS are its own all the same.
     */
    private record Metadata(KafkaAccess access) {

        KafkaCluster ask(HostPort address, Collection<String> topics, Duration patience)
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
                        access.toString(),
                        "it answers, and hangs up on who comes without a login; see openim.kafka.user");
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
}
