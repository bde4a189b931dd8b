package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.component.Component.KafkaComponent;
import openim.verify.client.component.Component.MinioComponent;
import openim.verify.client.component.Component.MongoComponent;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.Redis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every component promises about a peer that is not there, or not well. */
class ComponentContractTest {

    private static final Duration SHORT = Duration.ofMillis(800);

    /** Far beyond any deadline here, and far below the patience of any driver. */
    private static final Duration FOREVER = Duration.ofSeconds(25);

    private static final Tls TLS = Tls.ofTheJdk();

    enum Kind {
        MONGO(new byte[] {(byte) 0xff, 0x00, 0x00, 0x00}),
        REDIS("+".getBytes(StandardCharsets.UTF_8)),
        KAFKA(new byte[] {0x00, 0x00, 0x0f, (byte) 0xff}),
        ETCD("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{".getBytes(StandardCharsets.UTF_8)),
        MINIO("HTTP/1.1 200 OK\r\nX-Name: ".getBytes(StandardCharsets.UTF_8));

        /** The beginning of an answer that never ends. */
        final byte[] beginning;

        Kind(byte[] beginning) {
            this.beginning = beginning;
        }

        Component at(String host, int port) {
            return switch (this) {
                case MONGO ->
                    new MongoComponent(
                            new Mongo(Secret.of("mongodb://" + host + ":" + port + "/openim_v3"), "openim_v3"), TLS);
                case REDIS ->
                    new RedisComponent(
                            new Redis(
                                    URI.create("redis://" + host + ":" + port),
                                    Optional.empty(),
                                    Optional.of(Secret.of("secret")),
                                    0,
                                    Redis.Mode.STANDALONE),
                            TLS);
                case KAFKA ->
                    new KafkaComponent(
                            new Kafka(
                                    List.of(host + ":" + port),
                                    Optional.empty(),
                                    "PLAIN",
                                    false,
                                    Kafka.Topics.DEFAULT,
                                    Kafka.ConsumerGroups.DEFAULT),
                            Optional.empty());
                case ETCD ->
                    new EtcdComponent(
                            new Etcd(
                                    List.of(URI.create("http://" + host + ":" + port)),
                                    "openim",
                                    Optional.empty(),
                                    List.of()),
                            TLS);
                case MINIO ->
                    new MinioComponent(
                            new Minio(
                                    URI.create("http://" + host + ":" + port),
                                    Optional.of(new Minio.AccessKey("key", Secret.of("secret"))),
                                    "openim"),
                            TLS);
            };
        }
    }

    private static Ping ping(Component component, Duration patience) {
        return assertTimeoutPreemptively(FOREVER, () -> component.ping(Deadline.in(patience)));
    }

    private static void assertDead(Ping ping, Failure... failures) {
        assertThat(ping)
                .isInstanceOfSatisfying(
                        Ping.Dead.class,
                        dead -> assertThat(dead.failure())
                                .hasValueSatisfying(
                                        failure -> assertThat(failure).isIn((Object[]) failures)));
    }

    @ParameterizedTest
    @EnumSource
    void nothingListeningIsDeadLongBeforeTheDeadline(Kind kind) throws IOException {
        assertDead(ping(kind.at("127.0.0.1", ClosedPort.number()), Duration.ofMinutes(5)), Failure.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void aSilentPeerIsDeadAtTheDeadline(Kind kind) throws IOException {
        try (Peer silent = Peer.silent()) {
            assertDead(ping(kind.at("127.0.0.1", silent.port()), SHORT), Failure.NO_ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDrippingPeerIsDeadAtTheDeadline(Kind kind) throws IOException {
        try (Peer dripping = Peer.dripping(kind.beginning)) {
            assertDead(ping(kind.at("127.0.0.1", dripping.port()), SHORT), Failure.NO_ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatHangsUpIsDead(Kind kind) throws IOException {
        try (Peer cutting = Peer.cutting()) {
            assertDead(ping(kind.at("127.0.0.1", cutting.port()), SHORT), Failure.CUT, Failure.NO_ANSWER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatMeansNothingHereIsUnknownAndNotDead(Kind kind) {
        assertThat(ping(kind.at("no-such-container.invalid", 1234), Duration.ofSeconds(20)))
                .isInstanceOf(Ping.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource
    void noSecretIsInItsName(Kind kind) {
        assertThat(kind.at("127.0.0.1", 1234).who()).contains("127.0.0.1:1234").doesNotContain("secret");
    }
}
