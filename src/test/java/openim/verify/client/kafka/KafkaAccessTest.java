package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.net.KnownNames;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.store.Kafka;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {

    private static Map<String, Object> properties(Optional<UserPassword> login, String mechanism, boolean tls) {
        Kafka kafka =
                new Kafka(List.of("k:9092"), login, mechanism, tls, Kafka.Topics.DEFAULT, Kafka.ConsumerGroups.DEFAULT);
        return KafkaAccess.of(kafka, Optional.of(Path.of("/ca.pem")), KnownNames.NONE)
                .properties(Duration.ofSeconds(3));
    }

    @Test
    void withoutLoginAndTlsNothingIsSecured() {
        assertThat(properties(Optional.empty(), "PLAIN", false))
                .containsEntry("security.protocol", "PLAINTEXT")
                .doesNotContainKeys("sasl.mechanism", "sasl.jaas.config", "ssl.truststore.location");
    }

    @Test
    void aLoginIsQuotedSoThatNoPasswordBreaksOut() {
        UserPassword login = new UserPassword("me", Secret.of("a\"b\\c;"));

        assertThat(properties(Optional.of(login), "PLAIN", false))
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\""
                                + " password=\"a\\\"b\\\\c;\";");
    }

    @Test
    void scramOverTlsTrustsTheGivenAuthorities() {
        UserPassword login = new UserPassword("me", Secret.of("x"));

        assertThat(properties(Optional.of(login), "SCRAM-SHA-512", true))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/ca.pem")
                .hasEntrySatisfying(
                        "sasl.jaas.config", jaas -> assertThat(jaas.toString()).contains("ScramLoginModule"));
    }

    @Test
    void noPatienceIsLongerThanTheTimeGiven() {
        assertThat(properties(Optional.empty(), "PLAIN", false))
                .containsEntry("request.timeout.ms", 3000)
                .containsEntry("default.api.timeout.ms", 3000)
                .containsEntry("socket.connection.setup.timeout.max.ms", 3000L);
    }

    @Test
    void itsNameHoldsNoSecret() {
        UserPassword login = new UserPassword("me", Secret.of("hush"));
        Kafka kafka = new Kafka(
                List.of("k:9092"),
                Optional.of(login),
                "PLAIN",
                true,
                Kafka.Topics.DEFAULT,
                Kafka.ConsumerGroups.DEFAULT);

        assertThat(KafkaAccess.of(kafka, Optional.empty(), KnownNames.NONE)).hasToString("Kafka at k:9092");
    }
}
