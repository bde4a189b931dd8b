package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.store.Etcd;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EtcdTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    private FakeHttp server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeHttp();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Etcd etcd(URI... more) {
        List<URI> endpoints =
                Stream.concat(Stream.of(more), Stream.of(server.url())).toList();
        return new Etcd(endpoints, "openim", Optional.empty(), List.of());
    }

    private Etcd withLogin() {
        UserPassword login = new UserPassword("root", Secret.of("hush"));
        return new Etcd(List.of(server.url()), "openim", Optional.of(login), List.of());
    }

    private Ping ping(URI... more) {
        return new EtcdComponent(etcd(more), Tls.ofTheJdk()).ping(LONG);
    }

    private Registrations registrations(Etcd etcd) {
        return new EtcdRegistrations(etcd, Tls.ofTheJdk()).read(LONG);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String range(String... keys) {
        return Stream.of(keys)
                .map(key -> "{\"key\":\"" + base64(key) + "\"}")
                .collect(Collectors.joining(",", "{\"header\":{},\"kvs\":[", "],\"count\":\"" + keys.length + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openim", "/openim", "openim/", "/a/b/"})
    @DisplayName("field case A4: the root is a prefix as it is written, slashes and all")
    void servicesAreFoundBelowTheRootAsItIsWritten(String root) {
        server.on(
                "/v3/kv/range",
                200,
                range(root + "/user-rpc-service/10.0.0.5:4000", root + "/msg-rpc-service/[::1]:4001", "other/x/h:1"));
        Etcd etcd = new Etcd(List.of(server.url()), root, Optional.empty(), List.of());

        assertThat(registrations(etcd).endpoints())
                .isEqualTo(
                        Map.of("user-rpc-service", List.of("10.0.0.5:4000"), "msg-rpc-service", List.of("[::1]:4001")));
    }

    @Test
    void whereTheConfigCentreIsOnItsKeyCountsAndNotTheFile() {
        assertThat(keyOfMinio()).as("no such key").isEmpty();

        server.on("/v3/kv/range", 200, "{\"kvs\":[{\"value\":\"" + base64("disable") + "\"}]}");
        assertThat(keyOfMinio()).isEmpty();

        server.on("/v3/kv/range", 200, "{\"kvs\":[{\"value\":\"" + base64("enable") + "\"}]}");
        assertThat(keyOfMinio()).contains("/open-im/config/minio.yml");
        assertThat(server.asked())
                .anySatisfy(asked -> assertThat(asked).contains(base64("/open-im/config/enable-config-center")));

        server.on("/v3/kv/range", 500, "no");
        assertThat(keyOfMinio()).as("it cannot be told").isEmpty();
    }

    private Optional<String> keyOfMinio() {
        return new EtcdRegistrations(etcd(), Tls.ofTheJdk()).keyInPlaceOf("minio.yml", LONG);
    }

    @Test
    void healthTrueIsLifeInBothForms() {
        server.on("/health", 200, "{\"health\":\"true\"}");
        assertThat(ping()).isEqualTo(new Ping.Alive("{\"health\":\"true\"}"));

        server.on("/health", 200, "{\"health\":\"true\",\"reason\":\"\"}\n");
        assertThat(ping()).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void healthFalseIsDeathWithItsReason() {
        server.on("/health", 503, "{\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}");

        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.words()).contains("RAFT NO LEADER"));
    }

    @Test
    void somethingElseOnThePortIsNotEtcd() {
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.failure()).contains(Failure.NOT_OPENIM));
    }

    @Test
    void oneEndpointThatAnswersIsEnough() throws IOException {
        server.on("/health", 200, "{\"health\":\"true\"}");

        assertThat(ping(URI.create("http://127.0.0.1:" + ClosedPort.number()))).isInstanceOf(Ping.Alive.class);
    }

    @Test
    void eachServiceIsReadWithAllItsEndpointsAndNothingElse() {
        server.on(
                "/v3/kv/range",
                200,
                range(
                        "openim/push-rpc-service/10.0.0.1:4001",
                        "openim/push-rpc-service/10.0.0.1:4002",
                        "openim/user-rpc-service/[::1]:4003",
                        "openim/prometheus_discovery//0",
                        "openim/prometheus_discovery/push-rpc-service/0",
                        "openim"));

        Registrations read = registrations(etcd());

        assertThat(read.endpoints()).containsOnlyKeys("push-rpc-service", "user-rpc-service");
        assertThat(read.count("push-rpc-service")).isEqualTo(2);
        assertThat(read.missing(List.of("user-rpc-service", "auth-rpc-service")))
                .containsExactly("auth-rpc-service");
        assertThat(server.asked().get(0)).contains(base64("openim/"));
    }

    @Test
    void noKeysAreNoRegistrations() {
        server.on("/v3/kv/range", 200, "{\"header\":{}}");

        assertThat(registrations(etcd()).missing(List.of("msg-rpc-service"))).containsExactly("msg-rpc-service");
    }

    @Test
    void aLoginIsExchangedForAToken() {
        server.on("/v3/auth/authenticate", 200, "{\"token\":\"t.1\"}").on("/v3/kv/range", 200, range());

        registrations(withLogin());

        assertThat(server.asked().get(1)).startsWith("POST /v3/kv/range t.1 ");
    }

    @Test
    void aLoginThatNobodyAskedForIsLeftOut() {
        server.on("/v3/auth/authenticate", 400, "{\"error\":\"etcdserver: authentication is not enabled\",\"code\":9}")
                .on("/v3/kv/range", 200, range("openim/msg-rpc-service/h:1"));

        assertThat(registrations(withLogin()).count("msg-rpc-service")).isEqualTo(1);
        assertThat(server.asked().get(1)).startsWith("POST /v3/kv/range null ");
    }

    @Test
    void refusedCredentialsAreNoAccusation() {
        server.on("/v3/kv/range", 400, "{\"error\":\"etcdserver: user name is empty\",\"code\":3}");

        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> registrations(etcd()))
                .withMessageContaining("user name is empty");
    }

    @Test
    void anAnswerThatIsNoneCannotBeLookedThrough() throws IOException {
        server.on("/v3/kv/range", 503, "no leader");
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> registrations(etcd()));

        server.on("/v3/kv/range", 200, "<html>");
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> registrations(etcd()));

        Etcd dead = new Etcd(
                List.of(URI.create("http://127.0.0.1:" + ClosedPort.number())), "openim", Optional.empty(), List.of());
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> registrations(dead))
                .withMessageContaining("refused");
    }

    @Test
    @DisplayName("field case B8: a lease that is renewed is told from one that runs out")
    void leaseThatIsRenewedIsToldFromOneThatRunsOut() {
        EtcdRegistrations etcd = new EtcdRegistrations(etcd(), Tls.ofTheJdk());

        server.on("/v3/lease/timetolive", 200, "{\"ID\":\"7\",\"TTL\":\"25\",\"grantedTTL\":\"30\"}");
        assertThat(etcd.isKept(7, LONG)).isTrue();

        server.on("/v3/lease/timetolive", 200, "{\"ID\":\"7\",\"TTL\":\"11\",\"grantedTTL\":\"30\"}");
        assertThat(etcd.isKept(7, LONG)).isFalse();

        server.on("/v3/lease/timetolive", 404, "404 page not found");
        assertThat(etcd.isKept(7, LONG)).as("it does not tell").isTrue();
        assertThat(etcd.isRenewed(7, Duration.ofMinutes(1)))
                .as("it does not tell")
                .isTrue();
    }

    @Test
    @DisplayName("a lease that was renewed just before its process died is told from a kept one by being watched")
    void leaseOfAProcessThatHasJustDiedIsWatched() {
        EtcdRegistrations etcd = new EtcdRegistrations(etcd(), Tls.ofTheJdk());
        AtomicInteger left = new AtomicInteger(29);

        server.on("/v3/lease/timetolive", () -> "{\"TTL\":\"" + left.addAndGet(-4) + "\",\"grantedTTL\":\"30\"}");
        assertThat(etcd.isRenewed(7, Duration.ofMinutes(1)))
                .as("it only runs down")
                .isFalse();

        left.set(28);
        server.on(
                "/v3/lease/timetolive",
                () -> "{\"TTL\":\"" + (left.get() < 25 ? 30 : left.addAndGet(-2)) + "\",\"grantedTTL\":\"30\"}");
        assertThat(etcd.isRenewed(7, Duration.ofMinutes(1)))
                .as("it was renewed")
                .isTrue();
    }

    @Test
    void aServiceHasAnotherAddressThanThoseWhereNobodyListens() {
        var registered =
                new Registrations(Map.of("auth", List.of("10.0.0.5:1"), "push", List.of("10.0.0.5:2", "10.0.0.5:3")));
        List<String> stale = List.of("auth at 10.0.0.5:1", "push at 10.0.0.5:2");

        assertThat(registered.hasAnotherThan(stale, "auth at 10.0.0.5:1")).isFalse();
        assertThat(registered.hasAnotherThan(stale, "push at 10.0.0.5:2")).isTrue();
    }
}
