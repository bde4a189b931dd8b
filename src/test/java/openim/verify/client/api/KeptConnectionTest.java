package openim.verify.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.client.Answer;
import openim.verify.client.Failure;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.net.Certificates;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.Peer;
import openim.verify.client.net.Tls;
import openim.verify.verdict.CannotLook;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptConnectionTest {

    private static final String PATH = "/msg/newest_seq";
    private static final Token TOKEN = new Token("alices");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String OK = json("{\"errCode\":0,\"data\":{}}");
    private static final String BROKEN = json("{\"errCode\":500,\"errMsg\":\"of another call\"}");

    @TempDir
    private Path directory;

    @Test
    void callsThatReadShareAConnection() {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK))) {
            ApiClient client = client(server);

            for (int i = 0; i < 3; i++) {
                assertThat(client.call(PATH, Map.of(), TOKEN).isOk()).isTrue();
            }

            assertThat(server.heard()).isEqualTo(3);
            assertThat(server.dialled()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerInChunksLeavesTheConnectionUsable() {
        String chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "6\r\n{\"errC\r\n8\r\node\":0 }\r\n0\r\n\r\n";
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, chunked))) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 13\r\n\r\n{\"errCode\":0}",
                "HTTP/1.0 200 OK\r\nContent-Length: 13\r\n\r\n{\"errCode\":0}",
                "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Length: 13\r\n\r\n{\"errCode\":0}"
            })
    void aServerThatDoesNotPromiseToGoOnIsDialledAnew(String answer) {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, answer))) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatHangsUpAfterEachAnswerIsNotRed() {
        try (var server = Peer.saying(OK)) {
            ApiClient client = client(server);

            for (int i = 0; i < 5; i++) {
                assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            }
            assertThat(server.dialled()).isEqualTo(5);
        }
    }

    @Test
    void aServerThatHearsNothingMoreIsDialledAnew() {
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            Peer.say(socket, OK);
            // Half open: it would hear, and says nothing any more.
            socket.shutdownOutput();
            peer.hearWhole(socket);
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatHangsUpWhenItHearsTheNextCallIsAskedAgain() {
        try (var server = Peer.with(KeptConnectionTest::hangUpAtTheSecond)) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
            assertThat(server.heard()).isEqualTo(3);
        }
    }

    @Test
    void aServerThatSaysGoodbyeWhenItHearsTheNextCallIsAskedAgain() {
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            Peer.say(socket, OK);
            peer.hearWhole(socket);
            Peer.say(socket, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatAnswersNobodyAnyMoreIsAskedAgainOnce() {
        var calls = new AtomicInteger();
        try (var server = Peer.with((socket, peer) -> {
            while (peer.hearWhole(socket) && calls.getAndIncrement() == 0) {
                Peer.say(socket, OK);
            }
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertFails(client.call(PATH, Map.of()), Failure.CUT)
                    .satisfies(none ->
                            assertThat(none.description()).isEqualTo("the connection was closed without an answer"));
            assertThat(server.heard()).isEqualTo(3);
        }
    }

    @Test
    void whatBreaksOffInTheMiddleIsNotAskedAgain() {
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            Peer.say(socket, OK);
            peer.hearWhole(socket);
            Peer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"errCode\":0,");
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            // What arrived before is not counted in.
            assertFails(client.call(PATH, Map.of()), Failure.CUT)
                    .satisfies(none -> assertThat(none.description())
                            .isEqualTo("the connection was closed in the middle of the answer, after 53 bytes"));
            assertThat(server.heard()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatFallsSilentDoesNotAnswer() {
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            Peer.say(socket, OK);
            while (peer.hearWhole(socket)) {
                // And says nothing.
            }
        })) {
            ApiClient client = client(server, Duration.ofSeconds(1));

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertFails(client.call(PATH, Map.of()), Failure.NO_ANSWER)
                    .satisfies(none -> assertThat(none.description()).isEqualTo("no answer within 1000 ms"));
            assertThat(server.heard()).as("a slow server is not asked twice").isEqualTo(2);
        }
    }

    @Test
    void aServerThatDiedMeanwhileIsRefused() {
        ApiClient client;
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK))) {
            client = client(server);
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
        }

        assertFails(client.call(PATH, Map.of()), Failure.REFUSED)
                .satisfies(none -> assertThat(none.description()).isEqualTo("connection refused"));
    }

    @Test
    void aKeptConnectionIsNoProofThatSomebodyListens() {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK))) {
            ApiClient client = client(server);
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            server.closeDoor();

            assertFails(client.callAnew(PATH, Map.of()), Failure.REFUSED);
            assertFails(client.call(PATH, Map.of()), Failure.REFUSED);
        }
    }

    @Test
    void leftoversOfOneAnswerAreNotTheNext() {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK + BROKEN))) {
            ApiClient client = client(server);

            for (int i = 0; i < 3; i++) {
                assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            }
            assertThat(server.dialled()).isEqualTo(3);
        }
    }

    @Test
    void leftoversThatComeLaterAreNotTheNextAnswerEither() throws InterruptedException {
        var answered = new CountDownLatch(1);
        var more = new CountDownLatch(1);
        try (var server = Peer.with((socket, peer) -> {
            peer.hearWhole(socket);
            Peer.say(socket, OK);
            answered.await();
            Peer.say(socket, BROKEN);
            more.countDown();
            answerAll(socket, peer, OK);
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            answered.countDown();
            more.await();
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
        }
    }

    @Test
    void whatIsWrittenIsWrittenOnceOverAConnectionOfItsOwn() {
        try (var server = Peer.with(KeptConnectionTest::hangUpAtTheSecond)) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertThat(client.write("/msg/send_msg", Map.of(), TOKEN).isOk()).isTrue();
            assertThat(server.dialled()).isEqualTo(2);
            assertThat(server.heard()).isEqualTo(2);
        }
    }

    @Test
    void aWriteThatIsNotAnsweredIsNotRepeated() {
        var calls = new AtomicInteger();
        try (var server = Peer.with((socket, peer) -> {
            while (peer.hearWhole(socket) && calls.getAndIncrement() == 0) {
                Peer.say(socket, OK);
            }
        })) {
            ApiClient client = client(server);

            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            assertFails(client.write("/msg/send_msg", Map.of(), TOKEN), Failure.CUT);
            assertThat(server.heard()).isEqualTo(2);
        }
    }

    @Test
    void callsFollowOnTheConnectionOfAWrite() {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK))) {
            ApiClient client = client(server);

            client.write("/msg/send_msg", Map.of(), TOKEN);
            client.call(PATH, Map.of());

            assertThat(server.dialled()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionIsNotKeptForSomebodyElse() {
        try (var one = Peer.with((socket, peer) -> answerAll(socket, peer, OK));
                var other = Peer.with((socket, peer) -> answerAll(socket, peer, BROKEN))) {
            KeptConnections shared = new KeptConnections();

            assertThat(client(one, LONG, Tls.ofTheJdk(), shared)
                            .call(PATH, Map.of())
                            .isOk())
                    .isTrue();
            assertThat(client(other, LONG, Tls.ofTheJdk(), shared)
                            .call(PATH, Map.of())
                            .hasErrCode(500))
                    .isTrue();
        }
    }

    @Test
    void aConnectionOverTlsIsKeptToo() throws Exception {
        var ours = Certificates.selfSigned(directory, "ip:127.0.0.1");
        var listening =
                ours.server().getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        try (var server = Peer.over(listening, (socket, peer) -> answerAll(socket, peer, OK))) {
            var client =
                    new ApiClient(server.url("https"), Tls.trustingAlso(ours.pem()), LONG, RateCap.perSecond(1000));

            for (int i = 0; i < 3; i++) {
                assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            }
            assertThat(server.dialled()).isEqualTo(1);
        }
    }

    @Test
    void whoeverWasStoppedAsksNobodyAnyMore() {
        try (var server = Peer.with((socket, peer) -> answerAll(socket, peer, OK))) {
            ApiClient client = client(server);
            assertThat(client.call(PATH, Map.of()).isOk()).isTrue();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> client.call(PATH, Map.of()));
            assertThat(server.heard()).isEqualTo(1);
        } finally {
            Thread.interrupted();
        }
    }

    private static void answerAll(Socket socket, Peer peer, String answer) throws IOException {
        while (peer.hearWhole(socket)) {
            Peer.say(socket, answer);
        }
    }

    private static void hangUpAtTheSecond(Socket socket, Peer peer) throws IOException {
        peer.hearWhole(socket);
        Peer.say(socket, OK);
        peer.hearWhole(socket);
    }

    private static String json(String body) {
        return Peer.http("200 OK", "application/json", body);
    }

    private static ObjectAssert<Answer.NoReply> assertFails(Answer answer, Failure failure) {
        return assertThat(answer)
                .asInstanceOf(InstanceOfAssertFactories.type(Answer.NoReply.class))
                .satisfies(none -> assertThat(none.failure()).isEqualTo(failure));
    }

    private static ApiClient client(Peer server) {
        return client(server, LONG);
    }

    private static ApiClient client(Peer server, Duration deadline) {
        return client(server, deadline, Tls.ofTheJdk(), new KeptConnections());
    }

    private static ApiClient client(Peer server, Duration deadline, Tls tls, KeptConnections connections) {
        return new ApiClient(server.url(), tls, deadline, RateCap.perSecond(1000), connections);
    }
}
