package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.await.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownCertificateTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aCertificateThatNobodyVouchesForIsShownAllTheSame() throws Exception {
        Certificates certificates = Certificates.selfSigned(directory, "dns:files.example.com,ip:127.0.0.1");
        ServerSocket server = certificates
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (Peer peer =
                Peer.over(server, (socket, self) -> socket.getInputStream().read())) {
            ShownCertificate shown =
                    ShownCertificate.by(peer.url("https"), Deadline.in(LONG)).orElseThrow();

            assertThat(shown.names()).containsExactly("files.example.com", "127.0.0.1");
            assertThat(shown.issuer()).isEqualTo("CN=test");
            assertThat(shown.notAfter()).isAfter(shown.notBefore());
        }
    }

    @Test
    void whoSpeaksNoTlsShowsNone() {
        byte[] words = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Peer plain = Peer.with((socket, self) -> socket.getOutputStream().write(words))) {
            assertThat(ShownCertificate.by(plain.url("https"), Deadline.in(LONG)))
                    .isEmpty();
        }
    }

    @Test
    void nobodyIsContactedByAUrlThatIsNotOverTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(ShownCertificate.by(URI.create("http://127.0.0.1:" + server.getLocalPort()), Deadline.in(LONG)))
                    .isEmpty();

            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aStarStandsForOneLabel() {
        var shown =
                new ShownCertificate(List.of("*.example.com", "10.0.0.5"), Instant.EPOCH, Instant.MAX, "CN=Somebody");

        assertThat(shown.isFor("Files.example.com")).isTrue();
        assertThat(shown.isFor("10.0.0.5")).isTrue();
        assertThat(shown.isFor("a.files.example.com")).isFalse();
        assertThat(shown.isFor("example.com")).isFalse();
    }
}
