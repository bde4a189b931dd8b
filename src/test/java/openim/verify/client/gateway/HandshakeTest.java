package openim.verify.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import openim.verify.ClosedPort;
import openim.verify.client.AccountGuard;
import openim.verify.client.Answer;
import openim.verify.client.Failure;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.net.Peer;
import openim.verify.client.net.Tls;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final UserId ALICE = new UserId("alice");
    private static final Token TOKEN = new Token("alices+token");

    @Test
    void aSessionOpensWithTheServersFirstWord() {
        try (var gateway = new FakeGateway();
                var session = connect(gateway.client()).mustBeOpen("alice")) {
            assertThat(session.isOpen()).isTrue();
            assertThat(session.answer().isOk()).isTrue();
            assertThat(gateway.paths())
                    .singleElement()
                    .asString()
                    .contains(
                            "sendID=alice",
                            "token=alices%2Btoken",
                            "platformID=5",
                            "sdkType=js",
                            "isBackground=false",
                            "isMsgResp=true");
        }
    }

    @Test
    void aRefusedTokenIsToldInTheFirstFrame() {
        try (var gateway = new FakeGateway().saysFirst("{\"errCode\":1503,\"errMsg\":\"TokenMalformedError\"}")) {
            Handshake refused = connect(gateway.client());

            assertThat(refused.answer().hasErrCode(1503)).isTrue();
            assertThatThrownBy(() -> refused.mustBeOpen("alice"))
                    .isInstanceOf(BrokenPromise.class)
                    .hasMessageContaining("errCode 1503");
        }
    }

    @Test
    void aKilledTokenOfOursIsSomebodyElsesDoing() {
        try (var gateway = new FakeGateway().saysFirst("{\"errCode\":1506,\"errMsg\":\"TokenKickedError\"}")) {
            assertThatThrownBy(() -> connect(gateway.client()).withTokenOf(ALICE))
                    .isInstanceOf(CannotLook.class)
                    .hasMessageContaining("another run uses account alice");
        }
    }

    @Test
    void aPlainHttpEnvelopeIsRead() {
        String body = "{\"errCode\":1602,\"errMsg\":\"args err\",\"errDlt\":\"platformID is invalid\"}";
        try (var server = Peer.answering("200 OK", "application/json", body)) {
            Answer answer = connect(client(server, Duration.ofSeconds(60))).answer();

            assertThat(answer.hasErrCode(1602)).isTrue();
            assertThat(answer.evidence()).contains(Evidence.of(Evidence.HTTP, 200));
        }
    }

    @Test
    void aPageInThePlaceOfAHandshakeIsNotOpenIm() {
        try (var server = Peer.answering("502 Bad Gateway", "text/html", "<html>nginx</html>")) {
            assertFails(connect(client(server, Duration.ofSeconds(60))), Failure.NOT_OPENIM)
                    .isEqualTo("not OpenIM: HTTP 502 in the place of a handshake: <html>nginx</html>");
        }
    }

    @Test
    void aGatewayThatAcceptsAndIsSilentDoesNotAnswer() {
        try (var server = Peer.silent()) {
            assertFails(connect(client(server, Duration.ofMillis(300))), Failure.NO_ANSWER)
                    .isEqualTo("it accepted the connection, and then sent nothing for 300 ms");
        }
    }

    @Test
    void aGatewayThatShakesHandsAndIsSilentThenIsSaidToHaveComeSoFar() {
        try (var gateway = new FakeGateway().hangs()) {
            assertFails(connect(gateway.client(Duration.ofMillis(500))), Failure.NO_ANSWER)
                    .isEqualTo("it accepted the connection, shook hands, and then sent nothing for 500 ms");
        }
    }

    @Test
    void aFirstWordThatIsNoEnvelopeIsNotOpenIm() {
        try (var gateway = new FakeGateway().saysFirst("welcome")) {
            assertFails(connect(gateway.client()), Failure.NOT_OPENIM)
                    .isEqualTo("not OpenIM: a first frame that is no envelope: welcome");
        }
    }

    @Test
    void aDrippingHandshakeIsNoAnswer() {
        try (var server = Peer.dripping("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n")) {
            assertFails(connect(client(server, Duration.ofMillis(300))), Failure.NO_ANSWER)
                    .startsWith("no whole answer");
        }
    }

    @Test
    void aConnectionThatClosesInTheHandshakeIsCut() {
        try (var server = Peer.saying("")) {
            assertFails(connect(client(server, Duration.ofSeconds(60))), Failure.CUT)
                    .contains("closed without an answer");
        }
    }

    @Test
    void aClosedPortIsRefused() {
        var client = new GatewayClient(
                URI.create("ws://127.0.0.1:" + ClosedPort.number()),
                Tls.ofTheJdk(),
                new Waits(Duration.ofSeconds(60), Duration.ZERO),
                RateCap.perSecond(1000),
                AccountGuard.of(),
                new Latencies());

        assertFails(connect(client), Failure.REFUSED).isEqualTo("connection refused");
    }

    @Test
    void theTokenIsInNoEvidence() {
        try (var server = Peer.answering("404 Not Found", "text/plain", "404 page not found")) {
            Handshake refused = connect(client(server, Duration.ofSeconds(60)));

            assertThat(refused.evidence().toString()).doesNotContain("alices");
        }
    }

    private static AbstractStringAssert<?> assertFails(Handshake handshake, Failure failure) {
        assertThat(handshake).isInstanceOf(Handshake.Refused.class);
        assertThat(handshake.answer())
                .isInstanceOfSatisfying(
                        Answer.NoReply.class, none -> assertThat(none.failure()).isEqualTo(failure));
        return assertThat(handshake.answer().description());
    }

    private static Handshake connect(GatewayClient client) {
        return client.connect(ALICE, TOKEN, Platform.WEB);
    }

    private static GatewayClient client(Peer server, Duration deadline) {
        return new GatewayClient(
                server.url("ws"),
                Tls.ofTheJdk(),
                new Waits(deadline, Duration.ZERO),
                RateCap.perSecond(1000),
                AccountGuard.of(),
                new Latencies());
    }
}
