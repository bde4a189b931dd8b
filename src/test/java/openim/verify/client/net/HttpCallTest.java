package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import org.junit.jupiter.api.Test;

class HttpCallTest {

    private static final Tls TLS = Tls.ofTheJdk();

    @Test
    void theRequestLineIsSentAsItWasSigned() throws Exception {
        CompletableFuture<String> line = new CompletableFuture<>();
        CompletableFuture<String> host = new CompletableFuture<>();
        try (var server = Peer.with((socket, peer) -> {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            line.complete(in.readLine());
            host.complete(in.readLine());
            say(socket, "HTTP/1.1 200 OK\r\n\r\n");
        })) {
            String path = "/a//b/./c%2Fd+e~(f)?X-Amz-Signature=ab%2Fcd&name=%27x%27";

            HttpCall.get(URI.create(server.url() + path)).send(TLS, soon());

            assertThat(line.get()).isEqualTo("GET " + path + " HTTP/1.1");
            assertThat(host.get()).isEqualTo("Host: 127.0.0.1:" + server.port());
        }
    }

    @Test
    void anAnswerInTheMiddleOfTheUploadIsHeard() throws Exception {
        try (var server = Peer.with((socket, peer) -> {
            peer.hear(socket);
            say(socket, Peer.http("403 Forbidden", "application/xml", "<Error><Code>AccessDenied</Code></Error>"));
        })) {
            byte[] large = new byte[4 * 1024 * 1024];

            var answer =
                    HttpCall.put(server.url().resolve("/x"), Map.of(), large).send(TLS, soon());

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.excerpt()).contains("AccessDenied");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = Peer.answering("200 OK", "text/plain", "hello");
                var server = Peer.saying(
                        "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "/x\r\nContent-Length: 0\r\n\r\n")) {
            var answer = HttpCall.get(server.url()).send(TLS, soon());

            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.location()).hasValue(elsewhere.url() + "/x");
            assertThat(elsewhere.heard()).isZero();
        }
    }

    @Test
    void anAnswerThatIsNotHttpIsCut() {
        try (var server = Peer.saying("220 mail.example ESMTP\r\n")) {
            var none = catchThrowableOfType(
                    NotConnected.class, () -> HttpCall.get(server.url()).send(TLS, soon()));

            assertThat(none.failure()).isEqualTo(Failure.CUT);
        }
    }

    @Test
    void theQueryIsNotPrinted() {
        var call = HttpCall.get(URI.create("http://host:1/x?X-Amz-Signature=secret"));

        assertThat(call).hasToString("GET http://host:1/x");
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(60));
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
