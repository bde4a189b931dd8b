package openim.verify.client.kafka;

import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.net.KnownNames;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
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
    static KafkaClient to(Metadata metadata, AbstractConfig config, KafkaAccess access) {
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

    private static HostResolver resolver(KnownNames names) {
        return host -> names.lookUp(host, Deadline.in(A_NAME));
    }
}
