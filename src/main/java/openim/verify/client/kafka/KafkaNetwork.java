package openim.verify.client.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.NotConnected;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.ConsumerDelegateCreator;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerUtils;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * The network layer of kafka-clients. The public clients go by the names that brokers advertise, and ask the system alone where those
 * lead; this layer below them, which kafka-clients calls internal, can be told. SASL and TLS are its own all the same.
 */
final class KafkaNetwork {

    private static final String OURS = "openim-verify";

    private static final int IN_FLIGHT = 100;

    private static final Duration A_NAME = Duration.ofSeconds(5);

    private KafkaNetwork() {}

    /** For a request to one node at a time. */
    static KafkaClient to(List<Node> nodes, KafkaAccess access, int millis) {
        return ClientUtils.createNetworkClient(
                new AdminClientConfig(access.properties(Duration.ofMillis(millis))),
                OURS,
                new Metrics(),
                OURS,
                new LogContext(),
                new ApiVersions(),
                Time.SYSTEM,
                1,
                millis,
                new ManualMetadataUpdater(nodes),
                resolver(access.names()));
    }

    /** For a client that keeps metadata. */
    private static KafkaClient to(Metadata metadata, AbstractConfig config, KafkaAccess access) {
        return ClientUtils.createNetworkClient(
                config,
                OURS,
                new Metrics(),
                OURS,
                new LogContext(),
                new ApiVersions(),
                Time.SYSTEM,
                IN_FLIGHT,
                config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG),
                metadata,
                null,
                resolver(access.names()),
                null,
                null);
    }

    /** A consumer of a Kafka whose brokers advertise names that this process alone can find: the same that KafkaConsumer wraps. */
    static Consumer<byte[], byte[]> consumer(KafkaAccess access, Map<String, Object> properties, Deadline deadline) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        ConsumerConfig config = new ConsumerConfig(all);
        LogContext log = new LogContext();
        SubscriptionState subscriptions = ConsumerUtils.createSubscriptionState(config, log);
        ConsumerMetadata metadata = new ConsumerMetadata(config, subscriptions, log, new ClusterResourceListeners());
        metadata.bootstrap(bootstrap(access, deadline));
        return new ConsumerDelegateCreator()
                .create(
                        log,
                        Time.SYSTEM,
                        config,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        to(metadata, config, access),
                        subscriptions,
                        metadata,
                        List.of());
    }

    private static List<InetSocketAddress> bootstrap(KafkaAccess access, Deadline deadline) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        String why = "no address was given";
        for (HostPort address : access.addresses()) {
            try {
                addresses.add(
                        new InetSocketAddress(access.names().addressesOf(address.host(), deadline)[0], address.port()));
            } catch (NotConnected unknown) {
                why = unknown.words();
            }
        }
        if (addresses.isEmpty()) {
            throw new NotLookedAt(access + " cannot be found from here: " + why);
        }
        return addresses;
    }

    private static HostResolver resolver(KnownNames names) {
        return host -> names.lookUp(host, Deadline.in(A_NAME));
    }
}
