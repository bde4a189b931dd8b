package openim.verify.client.kafka;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.ConsumerDelegateCreator;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerUtils;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** A consumer of a Kafka whose brokers advertise names that this process alone can find: the same that KafkaConsumer wraps. */
final class NamedConsumer {

    private NamedConsumer() {}

    static Consumer<byte[], byte[]> of(KafkaAccess access, Map<String, Object> properties, Deadline deadline) {
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
                        KafkaNetwork.to(metadata, config, access),
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
}
