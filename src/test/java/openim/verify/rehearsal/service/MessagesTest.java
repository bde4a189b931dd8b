package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.client.wire.GetMaxSeqReq;
import openim.verify.client.wire.GetMaxSeqResp;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMessageBySeqsReq;
import openim.verify.client.wire.PullMessageBySeqsResp;
import openim.verify.client.wire.SendMsgResp;
import openim.verify.client.wire.SeqRange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users see while every process does its work. */
@ExtendWith(HealthyWorld.class)
final class MessagesTest {

    private static final int IOS = 2;
    private static final Duration SOON = Duration.ofSeconds(20);

    private static World world;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
    }

    @Test
    void messageIsAcknowledgedPushedToBothPulledAndStored() throws Exception {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Session hers = alice.settles();
        Session his = bob.settles();

        JsonNode answer = hers.sends("hello", bob);

        assertThat(answer.path("errCode").asInt()).isZero();
        SendMsgResp sent = SendMsgResp.parseFrom(Session.data(answer));
        await("pushed to both").atMost(SOON).untilAsserted(() -> {
            assertThat(his.pushedTexts()).containsExactly(Session.content("hello"));
            assertThat(hers.pushedTexts()).containsExactly(Session.content("hello"));
        });
        assertThat(his.pushed().get(0).getServerMsgID()).isEqualTo(sent.getServerMsgID());
        assertThat(his.pushed().get(0).getSeq()).isEqualTo(1);
        assertThat(his.pushed().get(0).getStatus()).isEqualTo(2);

        GetMaxSeqResp newest = GetMaxSeqResp.parseFrom(Session.data(
                his.answerTo(1001, GetMaxSeqReq.newBuilder().setUserID(bob.id()).build())));
        assertThat(newest.getMaxSeqsMap()).containsEntry(alice.conversationWith(bob), 1L);

        PullMessageBySeqsResp pulled = PullMessageBySeqsResp.parseFrom(Session.data(his.answerTo(
                1002,
                PullMessageBySeqsReq.newBuilder()
                        .setUserID(bob.id())
                        .addSeqRanges(SeqRange.newBuilder()
                                .setConversationID(alice.conversationWith(bob))
                                .setBegin(1)
                                .setEnd(1)
                                .setNum(10))
                        .build())));
        assertThat(pulled.getMsgsOrThrow(alice.conversationWith(bob))
                        .getMsgs(0)
                        .getContent()
                        .toStringUtf8())
                .isEqualTo(Session.content("hello"));
        await("stored")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(alice.storedTexts(bob)).containsExactly(Session.content("hello")));
    }

    @Test
    void whoeverWroteIsToldWhatWasRead() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Session hers = alice.settles();
        Session his = bob.settles();
        String bobsToken = bob.token(IOS);
        hers.sends("hello", bob);
        await("pushed").atMost(SOON).until(() -> his.pushed().size() == 1);
        await("stored").atMost(SOON).until(() -> alice.storedTexts(bob).size() == 1);

        reads(bob, bobsToken, alice.conversationWith(bob), List.of(1)).mustBeOk();

        await("told to both").atMost(SOON).untilAsserted(() -> {
            assertThat(hers.notified()).hasSize(1);
            assertThat(his.notified()).hasSize(1);
        });
        MsgData told = hers.notified().get(0);
        assertThat(told.getContentType()).isEqualTo(2200);
        assertThat(told.getSendID()).isEqualTo(bob.id());
        assertThat(told.getRecvID()).isEqualTo(alice.id());
        assertThat(told.getContent().toStringUtf8())
                .isEqualTo(
                        "{\"detail\":\"{\\\"markAsReadUserID\\\":\\\"" + bob.id() + "\\\",\\\"conversationID\\\":\\\""
                                + alice.conversationWith(bob) + "\\\",\\\"seqs\\\":[1],\\\"hasReadSeq\\\":1}\"}");
        assertThat(alice.storedTexts(bob)).as("no message of theirs").hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotRead() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Session hers = alice.settles();
        Session his = bob.settles();
        String bobsToken = bob.token(IOS);
        hers.sends("hello", bob);
        await("pushed").atMost(SOON).until(() -> his.pushed().size() == 1);
        String conversation = alice.conversationWith(bob);

        assertThat(reads(bob, bobsToken, conversation, List.of(2)).code()).isEqualTo(1001);
        assertThat(reads(bob, bobsToken, conversation, List.of()).code()).isEqualTo(1001);
        assertThat(reads(alice, bobsToken, conversation, List.of(1)).code()).isEqualTo(1002);
        Person carol = world.newPerson("carol");
        assertThat(reads(carol, carol.token(), conversation, List.of(1)).code()).isEqualTo(1004);
    }

    private static Rest.Answer reads(Person reader, String token, String conversation, List<Integer> seqs) {
        return world.api.post(
                "/msg/mark_msgs_as_read",
                token,
                Map.of("userID", reader.id(), "conversationID", conversation, "seqs", seqs));
    }

    @Test
    void chatAdminAndBotAnswer() {
        assertThat(world.chat
                        .post("/client_config/get", "", Map.of())
                        .mustBeOk()
                        .has("config"))
                .isTrue();
        world.admin.post("/application/latest_version", "", Map.of()).mustBeOk();
        String token = world.admin
                .post(
                        "/account/login",
                        "",
                        Map.of(
                                "account", world.credentials.adminAccount(),
                                "password", Look.md5(world.credentials.adminPassword()),
                                "version", "1"))
                .mustBeOk()
                .path("adminToken")
                .asText();
        world.bot
                .post("/agent/page", token, Map.of("pagination", Map.of("pageNumber", 1, "showNumber", 1)))
                .mustBeOk();
        assertThat(world.bot.post("/agent/page", world.adminToken(), Map.of()).code())
                .isEqualTo(1505);
    }
}
