package openim.verify.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import openim.verify.await.Deadline;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Failure;
import openim.verify.client.GroupId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.wire.GetMaxSeqResp;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMessageBySeqsResp;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.SendMsgResp;
import org.awaitility.Awaitility;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final ConversationId BOTH = ConversationId.between(ALICE, BOB);
    private static final MessageId ID = new MessageId("m1");

    private final FakeGateway gateway = new FakeGateway();
    private Session session = open(Duration.ofSeconds(60));
    private WebSocket socket = gateway.nextSocket();

    private Session open(Duration callDeadline) {
        return gateway.client(callDeadline)
                .connect(ALICE, new Token("t"), Platform.WEB)
                .mustBeOpen("alice");
    }

    private void reopen(Duration callDeadline) {
        session.close();
        session = open(callDeadline);
        socket = gateway.nextSocket();
    }

    @AfterEach
    void close() {
        session.close();
        gateway.close();
    }

    @Test
    void aPingIsAnswered() {
        assertThat(session.ping().isOk()).isTrue();
        assertThat(session.ping().isOk()).isTrue();
    }

    @Test
    void aPingThatIsNotAnsweredIsSaidToBeOne() {
        reopen(Duration.ofMillis(500));
        gateway.hangs();

        assertFails(session.ping(), Failure.NO_ANSWER, "it opened the session, and then answered no ping for 500 ms");
    }

    @Test
    void itIsSettledWhenItHasBeenOpenForAsLongAsTheGatewayNeeds() {
        Duration settling = Duration.ofMillis(300);
        Instant before = Instant.now();
        try (Session slow = gateway.client(new Waits(Duration.ofSeconds(60), settling))
                .connect(BOB, new Token("t"), Platform.WEB)
                .mustBeOpen("bob")) {
            slow.awaitSettled();
        }
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(settling);
    }

    @Test
    void aMessageIsSentAndDisturbsNobody() {
        Ack ack = session.send(ID, BOB, "hello").mustBeOk("alice", "has it acknowledged");

        assertThat(ack.id()).isEqualTo(ID);
        assertThat(gateway.sent()).singleElement().satisfies(message -> {
            assertThat(message.getOptionsMap())
                    .containsAllEntriesOf(Map.of("offlinePush", false, "unreadCount", false));
            assertThat(message.getContent().toStringUtf8()).isEqualTo("{\"content\":\"hello\"}");
            assertThat(message.getRecvID()).isEqualTo("bob");
            assertThat(message.getSessionType()).isEqualTo(1);
        });
    }

    @Test
    void aMessageToAGroupHasNoReceiver() {
        gateway.circle().admit(new GroupId("7"));
        session.send(ID, new GroupId("7"), "hello");

        assertThat(gateway.sent()).singleElement().satisfies(message -> {
            assertThat(message.getGroupID()).isEqualTo("7");
            assertThat(message.getRecvID()).isEmpty();
            assertThat(message.getSessionType()).isEqualTo(3);
        });
    }

    @Test
    void aRefusalIsToldInTheServersWords() {
        gateway.answersBy((g, s, request) ->
                FakeGateway.reply(s, request, 500, "msg-rpc-service down", SendMsgResp.getDefaultInstance()));

        ApiResult<Ack> told = session.send(ID, BOB, "hello");

        assertThat(told.value()).isEmpty();
        assertThat(told.answer().description()).startsWith("errCode 500 msg-rpc-service down after ");
    }

    @Test
    void theAcknowledgementOfAnotherMessageIsNone() {
        gateway.answersBy((g, s, request) -> FakeGateway.reply(
                s,
                request,
                0,
                "",
                SendMsgResp.newBuilder().setClientMsgID("another").build()));

        ApiResult<Ack> told = session.send(ID, BOB, "hello");

        assertThat(told.value()).isEmpty();
        assertThat(told).hasToString(told.answer() + ", unreadable: it acknowledges message another, not " + ID);
    }

    @Test
    void repliesAreMatchedToTheirRequests() {
        CompletableFuture<Runnable> held = new CompletableFuture<>();
        gateway.answersBy((g, s, request) -> {
            if (request.path("reqIdentifier").asInt() == Frame.SEND) {
                held.complete(() -> FakeGateway.reply(
                        s,
                        request,
                        0,
                        "",
                        SendMsgResp.newBuilder().setClientMsgID("m1").build()));
            } else {
                FakeGateway.reply(
                        s,
                        request,
                        0,
                        "",
                        GetMaxSeqResp.newBuilder().putMaxSeqs(BOTH.value(), 9).build());
                held.join().run();
            }
        });

        CompletableFuture<ApiResult<Ack>> sending =
                CompletableFuture.supplyAsync(() -> session.send(ID, BOB, "first"), t -> new Thread(t).start());
        held.join();

        assertThat(session.newestSeqs().value()).hasValue(Map.of(BOTH, 9L));
        assertThat(sending.join().value()).map(Ack::id).hasValue(ID);
    }

    @Test
    void messagesArePulledAndSkippedSeqsLeftOut() {
        gateway.answersBy((g, s, request) -> FakeGateway.reply(
                s,
                request,
                0,
                "",
                PullMessageBySeqsResp.newBuilder()
                        .putMsgs(
                                BOTH.value(),
                                PullMsgs.newBuilder()
                                        .addMsgs(message("", 2))
                                        .addMsgs(message("m1", 3))
                                        .build())
                        .build()));

        List<Message> pulled = session.pull(BOTH, 1, 3).mustBeOk("alice", "pulls");

        assertThat(pulled).singleElement().satisfies(m -> {
            assertThat(m.id()).isEqualTo(ID);
            assertThat(m.text()).isEqualTo("hello");
        });
    }

    @Test
    void withoutAReplyThereIsNoAnswerAndTheSessionGoesOn() {
        reopen(Duration.ofMillis(200));
        CompletableFuture<Runnable> late = new CompletableFuture<>();
        gateway.answersBy((g, s, request) -> late.complete(() -> FakeGateway.reply(
                s, request, 0, "", SendMsgResp.newBuilder().setClientMsgID("m1").build())));

        assertFails(session.send(ID, BOB, "hello").answer(), Failure.NO_ANSWER, "no answer within 200 ms");

        assertThat(session.isOpen()).isTrue();
        late.join().run();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(session.oddities())
                        .singleElement()
                        .satisfies(odd -> assertThat(odd.what()).startsWith("nobody waits for this: kind 1003")));
    }

    @Test
    void aReplyThatIsNoProtobufCannotBeRead() {
        gateway.answersBy((g, s, request) -> s.send(("{\"reqIdentifier\":1003,\"msgIncr\":\""
                        + request.path("msgIncr").asText() + "\",\"errCode\":0,\"data\":\"/////w==\"}")
                .getBytes(StandardCharsets.UTF_8)));

        assertThat(session.send(ID, BOB, "hello")).asString().contains("no protobuf");
    }

    @Test
    void aPushThatCameAlreadyIsFound() {
        FakeGateway.push(socket, BOTH.value(), message("m0", 1));
        FakeGateway.push(socket, BOTH.value(), message("m1", 2));

        Optional<Push> push = session.awaitPush(of(ID), soon());

        assertThat(push).map(p -> p.message().seq()).hasValue(2L);
        assertThat(session.pushes()).extracting(p -> p.message().seq()).containsExactly(1L, 2L);
    }

    @Test
    void aPushIsAwaitedByItsSignal() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Optional<Push>> waiting = CompletableFuture.supplyAsync(
                () -> {
                    waits.countDown();
                    return session.awaitPush(of(ID), soon());
                },
                t -> new Thread(t).start());
        assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();

        FakeGateway.push(socket, BOTH.value(), message("m1", 2));

        assertThat(waiting.join()).map(Push::conversation).hasValue(BOTH);
    }

    @Test
    void aDuplicatePushIsNotedTwice() {
        FakeGateway.push(socket, BOTH.value(), message("m1", 2));
        FakeGateway.push(socket, BOTH.value(), message("m1", 3));
        session.awaitPush(p -> p.message().seq() == 3, soon());

        assertThat(session.pushesOf(ID)).hasSize(2);
    }

    @Test
    void whatIsNotPushedIsNotThereAtTheDeadline() {
        assertThat(session.awaitPush(of(ID), Deadline.in(Duration.ofMillis(50))))
                .isEmpty();
    }

    @Test
    void garbledAndUnknownFramesAreNotedAndTheSessionGoesOn() {
        socket.send("{garbled".getBytes(StandardCharsets.UTF_8));
        socket.send("[1]".getBytes(StandardCharsets.UTF_8));
        socket.send("{\"reqIdentifier\":2001,\"data\":\"/////w==\"}".getBytes(StandardCharsets.UTF_8));
        socket.send("{\"reqIdentifier\":2005,\"data\":null}".getBytes(StandardCharsets.UTF_8));
        socket.send("a word");
        FakeGateway.push(socket, BOTH.value(), MsgData.getDefaultInstance());
        FakeGateway.push(socket, BOTH.value(), message("m1", 2));

        assertThat(session.awaitPush(of(ID), soon())).isPresent();
        assertThat(session.oddities()).hasSize(6);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aKickIsTheEndAndSaysSo() {
        FakeGateway.kick(socket);

        assertThat(session.awaitPush(of(ID), soon()))
                .as("nothing can come any more")
                .isEmpty();
        assertThat(session.end()).map(SessionEnd::kind).hasValue(SessionEnd.Kind.KICKED);
        assertFails(session.ping(), Failure.KICKED, "another device took its place");
    }

    @Test
    void aDropWithoutACloseFrameIsTheEnd() {
        FakeGateway.drop(socket);

        assertThat(session.awaitPush(of(ID), soon())).isEmpty();
        assertThat(session.end()).map(SessionEnd::kind).hasValue(SessionEnd.Kind.DROPPED);
        assertFails(session.send(ID, BOB, "hello").answer(), Failure.CUT, "ended without a close frame");
    }

    @Test
    void aDropInTheMiddleOfACallEndsTheCall() {
        gateway.answersBy((g, s, request) -> FakeGateway.drop(s));

        assertFails(session.send(ID, BOB, "hello").answer(), Failure.CUT, "the session was dropped");
    }

    @Test
    void aCloseFrameIsToldWithItsCode() {
        socket.close(1009, "too big");

        session.awaitPush(of(ID), soon());
        assertThat(session.end())
                .map(SessionEnd::description)
                .hasValueSatisfying(end -> assertThat(end).contains("close frame 1009 too big"));
    }

    @Test
    void whatWeClosedIsClosed() {
        session.close();

        assertThat(session.end()).map(SessionEnd::kind).hasValue(SessionEnd.Kind.CLOSED);
        assertFails(session.ping(), Failure.CUT, "the session was closed");
    }

    @Test
    void aSessionIsKeptAliveByPings() {
        session.keepAlive(Duration.ofMillis(10));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> gateway.pings() >= 3);
    }

    private static void assertFails(Answer answer, Failure failure, String words) {
        assertThat(answer).isInstanceOfSatisfying(Answer.NoReply.class, none -> {
            assertThat(none.failure()).isEqualTo(failure);
            assertThat(none.words()).contains(words);
        });
    }

    private static Predicate<Push> of(MessageId id) {
        return p -> p.message().id().equals(id);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(60));
    }

    private static MsgData message(String id, long seq) {
        return MsgData.newBuilder()
                .setClientMsgID(id)
                .setSeq(seq)
                .setContentType(101)
                .setContent(ByteString.copyFromUtf8("{\"content\":\"hello\"}"))
                .build();
    }
}
