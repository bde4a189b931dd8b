package openim.verify.client.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.config.store.Kafka;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * How a Kafka is reached.
 *
 * @param bootstrap the addresses that were given, each {@code host:port}
 * @param security the properties of kafka-clients for SASL and TLS; empty for neither
 * @param names where those lead that brokers advertise, if this process alone knows
 */
record KafkaAccess(List<String> bootstrap, Map<String, String> security, KnownNames names) {

    KafkaAccess {
        bootstrap = List.copyOf(bootstrap);
        security = Map.copyOf(security);
        if (bootstrap.isEmpty()) {
            throw new IllegalArgumentException("no address of Kafka was given");
        }
    }

    KafkaAccess(List<String> bootstrap, Map<String, String> security) {
        this(bootstrap, security, KnownNames.NONE);
    }

    /**
     * From the settings.
     *
     * @param authorities a file of certificates that vouch for Kafka's; empty for those of the JDK
     */
    static KafkaAccess of(Kafka kafka, Optional<Path> authorities, KnownNames names) {
        Map<String, String> security = new HashMap<>();
        security.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (kafka.login().isPresent() ? "SASL_" : "") + (kafka.tls() ? "SSL" : "PLAINTEXT"));
        kafka.login().ifPresent(login -> {
            String module = kafka.mechanism().startsWith("SCRAM") ? "scram.ScramLoginModule" : "plain.PlainLoginModule";
            security.put(SaslConfigs.SASL_MECHANISM, kafka.mechanism());
            security.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security." + module + " required username="
                            + quoted(login.user()) + " password="
                            + quoted(login.password().reveal()) + ";");
        });
        if (kafka.tls()) {
            authorities.ifPresent(pem -> {
                security.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
                security.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, pem.toString());
            });
        }
        return new KafkaAccess(kafka.bootstrap(), security, names);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The same, each name looked up once, so that who is judged by it is who is dialled. */
    KafkaAccess lookingUpOnce() {
        return new KafkaAccess(bootstrap, security, KnownNames.lookedUpOnce(names));
    }

    /** Whether a host is one that was given. */
    boolean isGiven(String host) {
        return addresses().stream().anyMatch(address -> address.host().equals(host));
    }

    boolean knowsNames() {
        return !names.equals(KnownNames.NONE);
    }

    boolean hasLogin() {
        return security.containsKey(SaslConfigs.SASL_JAAS_CONFIG);
    }

    List<HostPort> addresses() {
        return bootstrap.stream().map(HostPort::parse).toList();
    }

    /** What every client of it needs, and no patience beyond the time given. */
    Map<String, Object> properties(Duration patience) {
        int millis = (int) Math.max(1, Math.min(patience.toMillis(), Integer.MAX_VALUE));
        Map<String, Object> properties = new HashMap<>(security);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "openim-verify");
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) millis);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) millis);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50L);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    @Override
    public String toString() {
        return "Kafka at " + String.join(", ", bootstrap);
    }
}
