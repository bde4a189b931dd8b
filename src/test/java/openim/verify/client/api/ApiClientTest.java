package openim.verify.client.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import openim.verify.ClosedPort;
import openim.verify.client.Answer;
import openim.verify.client.Failure;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.net.Peer;
import openim.verify.client.net.Tls;
import openim.verify.verdict.Evidence;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    private static final String PATH = "/auth/parse_token";

    @Test
    void eachCallIsAPostOfJsonWithAnOperationIdOfItsOwn() {
        try (var server = new FakeOpenIm().answers(PATH, "{\"userID\":\"bob\"}")) {
            server.client().call(PATH, Map.of("token", "junk ü"));
            server.client().call(PATH, Map.of(), new Token("bobs"));

            assertThat(server.calls())
                    .extracting(FakeOpenIm.Call::operationId)
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id.orElseThrow()).startsWith("oiv-"));
            assertThat(server.calls().get(0).body().path("token").asText()).isEqualTo("junk ü");
            assertThat(server.calls().get(0).token()).isEmpty();
            assertThat(server.calls().get(1).token()).hasValue("bobs");
        }
    }

    @Test
    void anErrorIsToldInTheServersWords() {
        try (var server = new FakeOpenIm().fails(PATH, 500, "ServerInternalError", "auth-rpc-service down")) {
            Answer answer = server.client().call(PATH, Map.of());

            assertThat(answer).isInstanceOfSatisfying(Answer.Reply.class, reply -> {
                assertThat(reply.errCode()).isEqualTo(500);
                assertThat(reply.http()).isEqualTo(200);
                assertThat(reply.description())
                        .matches("errCode 500 ServerInternalError: auth-rpc-service down after \\d+ ms");
            });
            assertThat(answer.evidence())
                    .contains(
                            Evidence.of(Evidence.FROM, server.url() + PATH),
                            Evidence.of(Evidence.ERR_CODE, 500),
                            Evidence.of(Evidence.WORDS, "ServerInternalError: auth-rpc-service down"),
                            Evidence.of(
                                    "operationID",
                                    server.call(PATH).operationId().orElseThrow()));
        }
    }

    @Test
    void theDataOfASuccessIsThere() {
        try (var server = new FakeOpenIm().answers(PATH, "{\"userID\":\"bob\"}")) {
            Answer.Reply reply = server.client().call(PATH, Map.of()).mustBeOk("bob", "is known");

            assertThat(reply.data().path("userID").asText()).isEqualTo("bob");
        }
    }

    @Test
    void aBaseUrlMayHaveAPath() {
        try (var server = new FakeOpenIm().answers("/api" + PATH, "{}")) {
            var client = client(URI.create(server.url() + "/api/"), Duration.ofSeconds(60));

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
        }
    }

    @Test
    void aClosedPortIsRefused() {
        URI nobody = URI.create("http://127.0.0.1:" + ClosedPort.number());

        assertFails(client(nobody, Duration.ofSeconds(60)), Failure.REFUSED)
                .satisfies(none -> assertThat(none.description()).isEqualTo("connection refused"));
    }

    @Test
    void aServerThatAcceptsAndIsSilentDoesNotAnswer() {
        try (var server = Peer.silent()) {
            assertFails(client(server.url(), Duration.ofMillis(300)), Failure.NO_ANSWER)
                    .satisfies(none -> assertThat(none.description()).isEqualTo("no answer within 300 ms"));
        }
    }

    @Test
    void aServerThatDripsDoesNotAnswer() {
        String start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{";
        try (var server = Peer.dripping(start)) {
            assertFails(client(server.url(), Duration.ofMillis(700)), Failure.NO_ANSWER)
                    .satisfies(
                            none -> assertThat(none.description()).startsWith("no whole answer within 700 ms, only "));
        }
    }

    @Test
    void headersThatNeverEndAreNoAnswer() {
        try (var server = Peer.dripping("HTTP/1.1 200 OK\r\nX-Long: ")) {
            assertFails(client(server.url(), Duration.ofMillis(300)), Failure.NO_ANSWER);
        }
    }

    @Test
    void aConnectionThatClosesWithoutAWordIsCut() {
        try (var server = Peer.saying("")) {
            assertFails(client(server.url()), Failure.CUT)
                    .satisfies(none ->
                            assertThat(none.description()).isEqualTo("the connection was closed without an answer"));
            assertThat(server.heard()).as("nothing is repeated").isEqualTo(1);
        }
    }

    @Test
    void aBodyThatBreaksOffIsCut() {
        try (var server = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"errCode\":0,")) {
            assertFails(client(server.url()), Failure.CUT)
                    .satisfies(none -> assertThat(none.description()).contains("in the middle of the answer"));
        }
    }

    @Test
    void aPageIsNotOpenIm() {
        String page = "<html><body>Sign in at https://sso.example/?token=abc123</body></html>";
        try (var server = Peer.answering("200 OK", "text/html", page)) {
            assertFails(client(server.url()), Failure.NOT_OPENIM)
                    .satisfies(none -> assertThat(none.description())
                            .startsWith("not OpenIM: HTTP 200, an HTML page: <html><body>Sign in")
                            .doesNotContain("abc123"));
        }
    }

    @Test
    void aPlain404SaysThatThereIsNoSuchCall() {
        try (var server = new FakeOpenIm()) {
            assertFails(server.client(), Failure.NO_SUCH_CALL)
                    .satisfies(none -> assertThat(none.description())
                            .isEqualTo("HTTP 404 404 page not found: it has no such call"));
        }
    }

    @Test
    void jsonWithoutAnErrCodeIsNotOpenIm() {
        try (var server = Peer.answering("200 OK", "application/json", "{\"status\":\"up\"}")) {
            assertFails(client(server.url()), Failure.NOT_OPENIM)
                    .satisfies(none -> assertThat(none.description()).contains("JSON without an errCode"));
        }
    }

    @Test
    void anAnswerWithoutEndIsNotOpenIm() {
        try (var server = Peer.with((socket, peer) -> {
            peer.hear(socket);
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (byte[] chunk = new byte[64 * 1024]; ; ) {
                out.write(chunk);
            }
        })) {
            assertFails(client(server.url()), Failure.NOT_OPENIM)
                    .satisfies(none -> assertThat(none.description()).contains("an answer of more than 4194304 bytes"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=nonsense", "///", "application/json; =;"})
    void anOddContentTypeDoesNotMatter(String contentType) {
        try (var server = Peer.answering("200 OK", contentType, "{\"errCode\":0,\"errMsg\":\"ü\"}")) {
            assertThat(client(server.url()).call(PATH, Map.of()).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"220 mail.example ESMTP\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/9.9\r\n\r\n", "hello"})
    void whatIsNotHttpIsNoAnswerOfOpenIm(String words) {
        try (var server = Peer.saying(words)) {
            assertThat(client(server.url()).call(PATH, Map.of())).isInstanceOf(Answer.NoReply.class);
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var elsewhere = Peer.answering("200 OK", "application/json", "{\"errCode\":0}");
                var server = Peer.saying("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.url()
                        + "/x?key=secret\r\nContent-Length: 0\r\n\r\n")) {
            assertFails(client(server.url()), Failure.NOT_OPENIM)
                    .satisfies(none -> assertThat(none.description())
                            .startsWith("not OpenIM: HTTP 307, to " + elsewhere.url() + "/x,")
                            .doesNotContain("secret"));
            assertThat(elsewhere.heard()).isZero();
        }
    }

    @Test
    void warmingUpNeedsNoNetwork() {
        ApiClient.warmUp();
        ApiClient.warmUp();
    }

    private static ObjectAssert<Answer.NoReply> assertFails(ApiClient client, Failure failure) {
        return assertThat(client.call(PATH, Map.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(Answer.NoReply.class))
                .satisfies(none -> assertThat(none.failure()).isEqualTo(failure))
                .satisfies(none -> assertThat(none.evidence()).contains(Evidence.of(Evidence.FAILURE, failure.word())));
    }

    private static ApiClient client(URI base) {
        return client(base, Duration.ofSeconds(60));
    }

    private static ApiClient client(URI base, Duration deadline) {
        return new ApiClient(base, Tls.ofTheJdk(), deadline, RateCap.perSecond(1000));
    }
}
