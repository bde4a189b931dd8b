package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.await.Deadline;
import openim.verify.client.net.OwnHosts.Whose;
import openim.verify.config.Inputs;
import openim.verify.config.SettingsLoader;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnHostsTest {

    private static final Deadline LONG = Deadline.in(Duration.ofSeconds(30));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.5:10005, OWN",
        "http://im.example.com, OWN",
        "http://files.example.com/x, OWN",
        "http://example.com, OPEN",
        "http://IM.EXAMPLE.COM:9000, OWN",
        "http://files.internal, OWN",
        "http://a.corp, OWN",
        "http://10.1.2.3:80, OWN",
        "http://10.0.0.6:10005, INSIDE",
        "http://169.254.169.254/latest/meta-data, INSIDE",
        "http://192.168.0.1, INSIDE",
        "http://100.64.0.1, INSIDE",
        "http://[fd00::1]:80, INSIDE",
        "http://0.0.0.0:80, ITSELF",
        "http://127.0.0.1:10005, ITSELF",
        "http://[::1]:10005, ITSELF",
        "http://8.8.8.8, OPEN",
        "http://external_ip:10005, OPEN",
        "http://no-such-host.invalid, OPEN",
    })
    void anAddressIsTheDeploymentsOnlyIfItIsNamed(String url, Whose whose) {
        OwnHosts hosts = OwnHosts.named(
                List.of("10.0.0.5", "im.example.com"), List.of("files.internal", "*.corp", "10.1.0.0/16"));

        assertThat(hosts.whose(URI.create(url), LONG)).isEqualTo(whose);
    }

    @Test
    void ofADeploymentOnThisMachineThisMachinesAddressesAreItsOwn() {
        OwnHosts hosts = OwnHosts.named(List.of("localhost"), List.of());

        assertThat(hosts.whose(URI.create("http://127.0.0.1:9"), LONG)).isEqualTo(Whose.OWN);
        assertThat(hosts.whose(URI.create("http://127.9.9.9:9"), LONG)).isEqualTo(Whose.OWN);
        assertThat(hosts.whose(URI.create("http://192.0.2.1:9"), LONG)).isEqualTo(Whose.OPEN);
        assertThat(hosts.whose(URI.create("http://169.254.169.254"), LONG)).isEqualTo(Whose.INSIDE);
    }

    @Test
    void settingsNameThem() {
        OwnHosts hosts = OwnHosts.of(SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(Map.of(
                        "OPENIM_HOST", "10.0.0.5",
                        "OPENIM_SECRET", "s",
                        "OPENIM_EXTERNAL_ADDRESS", "http://10.0.0.7:10005",
                        "OPENIM_REDIS_URL", "redis://[fd00::8]:6379",
                        "OPENIM_KAFKA_BOOTSTRAP", "10.0.0.9:9092",
                        "OPENIM_TRUSTED_HOSTS", "10.0.0.10"))));

        for (String own : List.of("10.0.0.5", "10.0.0.7", "[fd00::8]", "10.0.0.9", "10.0.0.10")) {
            assertThat(hosts.whose(URI.create("http://" + own + ":1234"), LONG))
                    .as(own)
                    .isEqualTo(Whose.OWN);
        }
        assertThat(hosts.whose(URI.create("http://10.0.0.11"), LONG)).isEqualTo(Whose.INSIDE);
    }

    @Test
    void whatIsNotTheDeploymentsIsNotContacted() {
        try (Peer peer = Peer.answering("403 Forbidden", "text/plain", "inside")) {
            HttpCall call = HttpCall.get(URI.create("http://127.0.0.1:" + peer.port() + "/"));

            assertThatThrownBy(() ->
                            OwnHosts.named(List.of("192.0.2.1"), List.of()).send(call, Tls.ofTheJdk(), LONG))
                    .isInstanceOf(NotConnected.class)
                    .hasMessageContaining("its own machine");
            assertThatThrownBy(() -> OwnHosts.named(List.of("192.0.2.1"), List.of())
                            .send(HttpCall.get(URI.create("http://10.0.0.6/")), Tls.ofTheJdk(), LONG))
                    .isInstanceOf(NotLookedAt.class)
                    .hasMessageContaining("http://10.0.0.6")
                    .hasMessageContaining("openim.trusted-hosts");
        }
    }

    @Test
    void whoIsJudgedIsWhoIsDialledThoughTheNameLeadsElsewhereTheSecondTime() throws Exception {
        try (Peer theirs = Peer.answering("200 OK", "text/plain", "theirs");
                ServerSocket inside = new ServerSocket(theirs.port(), 50, InetAddress.getByName("127.0.0.2"))) {
            OwnHosts hosts = OwnHosts.named(List.of("127.0.0.1"), List.of());
            HttpCall call = HttpCall.get(URI.create("http://files.invalid:" + theirs.port() + "/"));

            for (Sending each : List.<Sending>of(
                    tls -> hosts.send(call, tls, LONG).status(),
                    tls -> hosts.send(call, tls, LONG, in -> {}).status(),
                    tls -> hosts.sendToOwn(call, tls, LONG, in -> {}).status(),
                    tls -> {
                        hosts.dial(call.url(), tls, Duration.ofSeconds(10), LONG)
                                .close();
                        return 200;
                    },
                    tls -> hosts.certificate(call.url(), tls, LONG).isEmpty() ? 200 : 0)) {
                assertThat(each.by(Tls.ofTheJdk().finding(rebinding("127.0.0.1", "127.0.0.2"))))
                        .isEqualTo(200);
            }
            assertNobodyCame(inside);
        }
    }

    private static void assertNobodyCame(ServerSocket door) throws IOException {
        door.setSoTimeout(1);
        assertThatThrownBy(door::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** One of the ways to an address that a server gave. */
    private interface Sending {
        int by(Tls tls) throws NotConnected;
    }

    @Test
    void aNameThatIsUnknownAtFirstIsNotAskedAboutAgain() throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger asked = new AtomicInteger();
            KnownNames names = (name, deadline) -> {
                if (asked.getAndIncrement() == 0) {
                    throw KnownNames.cannotTell(name, "unknown host " + name);
                }
                return Optional.of(InetAddress.getLoopbackAddress());
            };
            HttpCall call = HttpCall.get(URI.create("http://files.invalid:" + inside.getLocalPort() + "/"));

            assertThatThrownBy(() -> OwnHosts.named(List.of("192.0.2.1"), List.of())
                            .send(call, Tls.ofTheJdk().finding(names), LONG))
                    .isInstanceOf(NotConnected.class)
                    .hasMessageContaining("unknown host");
            assertNobodyCame(inside);
        }
    }

    /** A name server of somebody who wants us to judge one address and to go to another. */
    private static KnownNames rebinding(String first, String then) {
        AtomicInteger asked = new AtomicInteger();
        return (name, deadline) -> Optional.of(literal(asked.getAndIncrement() == 0 ? first : then));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void theDeploymentsOwnWordsAreQuoted() throws Exception {
        try (Peer peer = Peer.answering("403 Forbidden", "text/plain", "inside")) {
            HttpCall call = HttpCall.get(URI.create("http://127.0.0.1:" + peer.port() + "/"));

            HttpAnswer answer = OwnHosts.named(List.of("127.0.0.1"), List.of()).send(call, Tls.ofTheJdk(), LONG);

            assertThat(answer.excerpt()).isEqualTo("inside");
        }
    }

    @Test
    void ofAForeignAnswerNothingIsKeptButTheCodeOfAStore() {
        HttpAnswer answer = new HttpAnswer(
                403,
                Optional.empty(),
                "text/plain",
                Optional.empty(),
                "<Error><Code>AccessDenied</Code><Message>root:x:0:0</Message></Error>",
                Duration.ZERO);

        assertThat(OwnHosts.unquoted(answer).excerpt()).isEqualTo("<Code>AccessDenied</Code>");
    }
}
