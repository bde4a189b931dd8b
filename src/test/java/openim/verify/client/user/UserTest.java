package openim.verify.client.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.Latencies;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.FakeOpenIm;
import openim.verify.client.api.GroupNotes;
import openim.verify.client.gateway.FakeGateway;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.wire.GetMaxSeqResp;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMessageBySeqsResp;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.SendMsgResp;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final FakeOpenIm api = new FakeOpenIm().answers("/auth/get_user_token", "{\"token\":\"t\"}");
    private final FakeGateway gateway = new FakeGateway();
    private final Drivers drivers = drivers();
    private final User alice = user("alice");
    private final User bob = user("bob");

    private Drivers drivers() {
        var client = api.client();
        return Drivers.of(
                client,
                api.admin(client),
                gateway.client(),
                gateway.circle(),
                GroupNotes.NONE,
                Tls.ofTheJdk(),
                OwnHosts.named(List.of("127.0.0.1"), List.of()),
                LONG,
                new Latencies());
    }

    private User user(String id) {
        return User.mustLogInKickingOthers(new UserId(id), Platform.LINUX, drivers);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        gateway.close();
        api.close();
    }

    @Test
    void nothingIsEverSentToAStranger() {
        User stranger = user("somebody-real");
        alice.mustOpenSession();

        assertThatThrownBy(() -> alice.sends("hello", stranger)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.mustSend("hello", stranger)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.sendsByRest(alice.drafts("hello", stranger)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice.session().send(MessageId.fresh(), new GroupId("their-group"), "hello"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drivers.groups().create("group", alice.id(), List.of(bob.id(), stranger.id())))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void whatAliceSendsBobReceives() {
        alice.mustOpenSession();
        gateway.nextSocket();
        bob.mustOpenSession();
        WebSocket bobs = gateway.nextSocket();

        Sent sent = alice.mustSend("hello", bob);
        FakeGateway.push(
                bobs, sent.draft().conversation().value(), gateway.sent().get(0));

        assertThat(bob.mustReceive(sent, Deadline.in(LONG)).message().text()).isEqualTo("hello");
    }

    @Test
    void aMessageThatDoesNotComeIsMissedInASentence() {
        alice.mustOpenSession();
        bob.mustOpenSession();
        gateway.nextSocket();
        WebSocket bobs = gateway.nextSocket();
        Sent sent = alice.mustSend("hello", bob);
        FakeGateway.push(
                bobs,
                "si_bob_carol",
                MsgData.newBuilder().setClientMsgID("other").build());
        bob.session().awaitPush(p -> true, Deadline.in(LONG));

        assertThatThrownBy(() -> bob.mustReceive(sent, Deadline.in(Duration.ofMillis(20))))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("bob did not receive a message from alice to bob within 20 ms; was pushed others (1), the"
                        + " newest other");
    }

    @Test
    void aRefusedMessageAccusesTheDeployment() {
        alice.mustOpenSession();
        gateway.answersBy((g, socket, request) ->
                FakeGateway.reply(socket, request, 500, "msg-rpc-service down", SendMsgResp.getDefaultInstance()));

        assertThatThrownBy(() -> alice.mustSend("hello", bob))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining(": errCode 500 msg-rpc-service down")
                .hasMessageContaining("; expected that alice has a message from alice to bob acknowledged");
    }

    @Test
    void aKickThatNobodyHereProvokedIsAnotherRun() {
        alice.mustOpenSession();
        FakeGateway.kick(gateway.nextSocket());
        alice.session().awaitPush(p -> false, Deadline.in(LONG));

        assertThatThrownBy(() -> alice.mustSend("hello", bob))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("another run uses account alice");
    }

    @Test
    void byRestTheServerGivesTheId() {
        api.answers("/msg/send_msg", "{\"serverMsgID\":\"s1\",\"clientMsgID\":\"given\",\"sendTime\":1}");

        Sent sent = alice.mustSendByRest("hello", bob);

        assertThat(sent.id()).hasToString("given");
        assertThat(sent.isAcknowledged()).isTrue();
    }

    @Test
    void theNewestMessagesArePulled() {
        var conversation = ConversationId.between(alice.id(), bob.id());
        var message = MsgData.newBuilder()
                .setClientMsgID("m9")
                .setSeq(9)
                .setContent(ByteString.copyFromUtf8("{\"content\":\"newest\"}"));
        gateway.answersBy((g, socket, request) -> FakeGateway.reply(
                socket,
                request,
                0,
                "",
                request.path("reqIdentifier").asInt() == 1001
                        ? GetMaxSeqResp.newBuilder()
                                .putMaxSeqs(conversation.value(), 9)
                                .build()
                        : PullMessageBySeqsResp.newBuilder()
                                .putMsgs(
                                        conversation.value(),
                                        PullMsgs.newBuilder().addMsgs(message).build())
                                .build()));
        bob.mustOpenSession();

        List<Message> pulled = bob.pullsNewest(conversation, 3).mustBeOk("bob", "pulls");

        assertThat(pulled).extracting(Message::text).containsExactly("newest");
        assertThat(bob.pullsNewest(new ConversationId("si_x_y"), 3).value()).hasValue(List.of());
    }

    @Test
    void whoGoesOfflineHasNoSession() {
        bob.mustOpenSession();

        bob.goesOffline();

        assertThat(bob.session().end()).map(SessionEnd::kind).hasValue(SessionEnd.Kind.CLOSED);
        assertThatThrownBy(() -> alice.session()).hasMessage("alice has not opened a session");
    }
}
