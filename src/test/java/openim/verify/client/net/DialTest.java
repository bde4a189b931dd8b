package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import openim.verify.ClosedPort;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    static Path directory;

    private static Certificates ours;

    @BeforeAll
    static void makeCertificate() throws Exception {
        ours = Certificates.selfSigned(directory, "ip:127.0.0.1");
    }

    @Test
    void aPortOnWhichNothingListensIsRefused() {
        var none = notConnected("http://127.0.0.1:" + ClosedPort.number(), LONG);

        assertThat(none.failure()).isEqualTo(Failure.REFUSED);
        assertThat(none.words()).isEqualTo("connection refused");
    }

    @Test
    void anUnknownNameIsUnreachable() {
        var none = notConnected("http://no-such-host.invalid", LONG);

        assertThat(none.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(none.words()).isEqualTo("unknown host no-such-host.invalid");
    }

    @Test
    void aNameThatThisProcessKnowsLeadsThereAndOneOfWhichItIsNotToldLeadsNowhere() throws Exception {
        Tls told = Tls.ofTheJdk().finding((name, deadline) -> {
            if (name.equals("lost")) {
                throw KnownNames.cannotTell(name, "docker was not found here");
            }
            if (name.equals("ended")) {
                throw KnownNames.noWay("its container does not run: ended: exited with 137");
            }
            return name.equals("redis_7") ? Optional.of(InetAddress.getLoopbackAddress()) : Optional.empty();
        });
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Dial.to(URI.create("http://redis_7:" + there.getLocalPort()), told, Deadline.in(LONG))
                    .close();
        }

        assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() -> Dial.to(URI.create("http://lost:1"), told, Deadline.in(LONG)))
                .matches(Reachability::isUnknownName)
                .withMessage("docker was not found here");
        assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() -> Dial.to(URI.create("http://ended:1"), told, Deadline.in(LONG)))
                .matches(dead -> !Reachability.isUnknownName(dead))
                .withMessageContaining("exited with 137");
        assertThatExceptionOfType(NotConnected.class)
                .isThrownBy(() -> Dial.to(URI.create("http://no-such-host.invalid:1"), told, Deadline.in(LONG)))
                .matches(Reachability::isUnknownName);
    }

    @Test
    void whereANameLeadsToNobodyItIsAskedForAgain() throws Exception {
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            KnownNames moved = new KnownNames() {

                private String address = "127.0.0.7";

                @Override
                public Optional<InetAddress> addressOf(String name, Deadline deadline) {
                    try {
                        return Optional.of(InetAddress.getByName(address));
                    } catch (UnknownHostException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }

                @Override
                public void forget(String name) {
                    address = "127.0.0.9";
                }
            };
            URI url = URI.create("http://mongo:" + there.getLocalPort());

            Dial.to(url, Tls.ofTheJdk().finding(moved), Deadline.in(LONG)).close();
        }
    }

    @Test
    void aPlaceholderWithAnUnderscoreIsAnUnknownName() {
        assertThat(notConnected("http://external_ip:10005/openim", LONG).words())
                .isEqualTo("unknown host external_ip");
    }

    @Test
    void aUrlWithoutAHostLeadsNowhere() {
        assertThat(notConnected("/openim/file", LONG).words()).startsWith("leads nowhere");
        assertThat(notConnected("ftp://127.0.0.1/file", LONG).words()).startsWith("leads nowhere");
    }

    @Test
    void anIpV6AddressAndTheUsualPortsAreUnderstood() throws NotConnected {
        assertThat(Endpoint.of(URI.create("https://[::1]/x"))).isEqualTo(new Endpoint("::1", 443, true));
        assertThat(Endpoint.of(URI.create("ws://user:secret@host/x"))).isEqualTo(new Endpoint("host", 80, false));
        assertThat(Endpoint.of(URI.create("http://10.0.0.1:10002"))).isEqualTo(new Endpoint("10.0.0.1", 10002, false));
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNoTls() throws Exception {
        try (var server = serving(ours)) {
            var none = notConnected(server.url("https").toString(), LONG);

            assertThat(none.failure()).isEqualTo(Failure.TLS);
            assertThat(none.words()).startsWith("no TLS: ").contains("certification path");
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhereItIsNamed() throws Exception {
        try (var server = serving(ours)) {
            Tls tls = Tls.trustingAlso(ours.pem());

            var answer = HttpCall.get(server.url("https")).send(tls, Deadline.in(LONG));

            assertThat(answer.status()).isEqualTo(204);
        }
    }

    @Test
    void theCertificateOfAnotherHostIsNoTls() throws Exception {
        var others =
                Certificates.selfSigned(Files.createDirectory(directory.resolve("others")), "dns:elsewhere.example");
        try (var server = serving(others)) {
            Tls tls = Tls.trustingAlso(others.pem());

            assertThatThrownBy(() -> Dial.to(server.url("https"), tls, Deadline.in(LONG)))
                    .isInstanceOfSatisfying(
                            NotConnected.class,
                            none -> assertThat(none.failure()).isEqualTo(Failure.TLS));
        }
    }

    @Test
    void aServerWithoutTlsIsNoTls() {
        // A web server takes the TLS greeting for a bad request.
        try (var server = Peer.with((socket, peer) -> say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(notConnected(server.url("https").toString(), LONG).failure())
                    .isEqualTo(Failure.TLS);
        }
    }

    @Test
    void aServerThatHangsInTheHandshakeDoesNotAnswer() {
        try (var server = Peer.silent()) {
            var none = notConnected(server.url("https").toString(), SHORT);

            assertThat(none.failure()).isEqualTo(Failure.NO_ANSWER);
            assertThat(none.words()).isEqualTo("connected, but no TLS handshake within 200 ms");
        }
    }

    @Test
    void aFileWithoutCertificatesIsSaidSo() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatThrownBy(() -> Tls.trustingAlso(empty)).hasMessageContaining("no certificate");
    }

    private static Peer serving(Certificates certificates) throws Exception {
        var server = certificates
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        return Peer.over(server, (socket, peer) -> {
            peer.hear(socket);
            say(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        });
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static NotConnected notConnected(String url, Duration within) {
        return catchThrowableOfType(
                NotConnected.class,
                () -> Dial.to(URI.create(url), Tls.ofTheJdk(), Deadline.in(within))
                        .close());
    }
}
