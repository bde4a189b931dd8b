package openim.verify.client.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.client.AccountGuard;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.Message;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.verdict.BrokenPromise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls, as a real server was asked them and answered. */
class SubjectsTest {

    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final AccountGuard CIRCLE = AccountGuard.of(ALICE, BOB);
    private static final Token ALICES = new Token("alices");

    private final FakeOpenIm server = new FakeOpenIm();
    private final ApiClient api = server.client();
    private final AdminSession admin = server.admin(api);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aUserTokenIsAskedForByTheAdministrator() {
        server.answers("/auth/get_user_token", "{\"token\":\"new\",\"expireTimeSeconds\":7776000}");

        var told = new AuthApi(api, admin).userTokenKillingTheOneBefore(ALICE, Platform.WEB);

        assertThat(told.value()).hasValue(new Token("new"));
        var call = server.call("/auth/get_user_token");
        assertThat(call.token()).hasValue("admin-1");
        assertThat(call.body().path("platformID").asInt()).isEqualTo(5);
        assertThat(call.body().path("userID").asText()).isEqualTo("alice");
    }

    @Test
    void aTokenIsJudgedWithoutATokenOfItsOwn() {
        server.answers("/auth/parse_token", "{\"userID\":\"alice\",\"platformID\":5,\"expireTimeSeconds\":1803305112}");

        assertThat(new AuthApi(api, admin).parseToken("alices").value()).hasValue(ALICE);
        assertThat(server.call("/auth/parse_token").token()).isEmpty();
    }

    @Test
    void accountsAreRegisteredTogether() {
        server.fails("/user/user_register", 1102, "RegisteredAlreadyError", "userID registered already");

        var answer = new UserApi(admin).register(List.of(ALICE, BOB));

        assertThat(answer.hasErrCode(UserApi.ERR_REGISTERED_ALREADY)).isTrue();
        assertThat(server.call("/user/user_register").body().path("users").findValuesAsText("userID"))
                .containsExactly("alice", "bob");
    }

    @Test
    void whatWantsTheSecretIsShownItAndNothingElseIs() {
        server.answersWith(
                "/user/user_register",
                call -> call.body().path("secret").asText().equals("openIM-secret")
                        ? FakeOpenIm.ok("{}")
                        : FakeOpenIm.error(1002, "NoPermissionError", "secret invalid"));

        assertThat(new UserApi(admin).register(List.of(ALICE)).isOk()).isTrue();

        server.fails("/user/user_register", 1002, "NoPermissionError", "not an administrator");
        var refused = new UserApi(admin).register(List.of(ALICE));

        assertThat(refused.hasErrCode(1002)).isTrue();
        assertThat(server.calls("/user/user_register"))
                .extracting(call -> call.body().has("secret"))
                .containsExactly(false, true, false);
    }

    @Test
    void registeredIsANumberOrAWord() {
        server.answers(
                "/user/account_check",
                "{\"results\":[{\"userID\":\"alice\",\"accountStatus\":\"registered\"},"
                        + "{\"userID\":\"bob\",\"accountStatus\":\"unregistered\"}]}");

        assertThat(new UserApi(admin).registeredOf(List.of(ALICE, BOB)).value()).hasValue(Set.of(ALICE));
    }

    @Test
    void onlyRegisteredAccountsAreRegistered() {
        server.answers(
                "/user/account_check",
                "{\"results\":[{\"userID\":\"alice\",\"accountStatus\":1},{\"userID\":\"bob\",\"accountStatus\":0}]}");

        assertThat(new UserApi(admin).registeredOf(List.of(ALICE, BOB)).value()).hasValue(Set.of(ALICE));
    }

    @Test
    void onlineStatusGivesNoTokenAway() {
        server.answers(
                "/user/get_users_online_status",
                "[{\"userID\":\"alice\",\"status\":1,\"detailPlatformStatus\":"
                        + "[{\"platformID\":5,\"connID\":\"x\",\"token\":\"live\"}]}]");

        var told = new UserApi(admin).onlinePlatforms(ALICE);

        assertThat(told.value()).hasValue(Set.of(Platform.WEB));
        assertThat(told.answer().withoutData()).isEqualTo(told.answer());
    }

    @Test
    void whoIsOfflineIsOnNoPlatform() {
        server.answers("/user/get_users_online_status", "[{\"userID\":\"alice\",\"status\":0}]");

        assertThat(new UserApi(admin).onlinePlatforms(ALICE).value()).hasValue(Set.of());
    }

    @Test
    void whoIsOnlineInRedisIsToldOfNobodyElse() {
        server.answers(
                "/user/get_users_status",
                "{\"statusList\":[{\"userID\":\"bob\",\"status\":1,\"platformIDs\":[1]},"
                        + "{\"userID\":\"alice\",\"status\":1,\"platformIDs\":[5]}]}");

        assertThat(new UserApi(admin).platformsInRedis(ALICE).value()).hasValue(Set.of(Platform.WEB));
    }

    @Test
    void friendsAreListedAsTheUserHimself() {
        server.answers(
                "/friend/get_friend_list",
                "{\"friendsInfo\":[{\"ownerUserID\":\"alice\",\"friendUser\":{\"userID\":\"bob\"}}],\"total\":1}");

        assertThat(new FriendApi(api, admin).list(ALICE, ALICES).value()).hasValue(List.of(BOB));
        assertThat(server.call("/friend/get_friend_list").token()).hasValue("alices");
    }

    @Test
    void anEmptyListMayBeNull() {
        server.answers("/friend/get_friend_list", "{\"friendsInfo\":null,\"total\":0}");

        assertThat(new FriendApi(api, admin).list(ALICE, ALICES).value()).hasValue(List.of());
    }

    @Test
    void aListThatIsNoneCannotBeRead() {
        server.answers("/friend/get_friend_list", "{\"friendsInfo\":\"none\"}");

        assertThat(new FriendApi(api, admin).list(ALICE, ALICES)).asString().contains("friendsInfo is no list");
    }

    @Test
    void friendshipGoesBothWays() {
        var friends = new FriendApi(api, admin);
        server.answers("/friend/import_friend", "{}");
        server.answers("/friend/is_friend", "{\"inUser1Friends\":true,\"inUser2Friends\":false}");

        assertThat(friends.importFriends(ALICE, List.of(BOB)).isOk()).isTrue();
        assertThat(friends.areFriends(ALICE, BOB).value()).hasValue(false);
    }

    @Test
    void groupsAreMadeListedAndDismissed() {
        var groups = new GroupApi(api, admin, CIRCLE, GroupNotes.NONE);
        server.answers("/group/create_group", "{\"groupInfo\":{\"groupID\":\"77\"}}");
        server.answers("/group/get_joined_group_list", "{\"total\":1,\"groups\":[{\"groupID\":\"77\"}]}");
        server.answers("/group/dismiss_group", "{}");

        GroupId group = groups.create("probe", ALICE, List.of(BOB)).mustBeOk("alice", "makes a group");

        assertThat(groups.joined(ALICE, ALICES).value()).hasValue(List.of(group));
        assertThat(groups.dismiss(group).isOk()).isTrue();
        assertThat(server.call("/group/dismiss_group").body().path("groupID").asText())
                .isEqualTo("77");
    }

    @Test
    void conversationsAreListed() {
        server.answers(
                "/conversation/get_sorted_conversation_list",
                "{\"conversationTotal\":1,\"conversationElems\":[{\"conversationID\":\"si_alice_bob\"}]}");

        assertThat(new MessageApi(api, admin, CIRCLE)
                        .conversations(ALICE, ALICES)
                        .value())
                .hasValue(List.of(ConversationId.between(ALICE, BOB)));
    }

    @Test
    void aMessageSentByRestDisturbsNobodyOffline() {
        server.answers("/msg/send_msg", "{\"serverMsgID\":\"s1\",\"clientMsgID\":\"c1\",\"sendTime\":1795529116015}");

        var ack = new MessageApi(api, admin, CIRCLE)
                .sendInTheNameOf(ALICE, Platform.WEB, BOB, "hello")
                .mustBeOk("alice", "sends");

        assertThat(ack.id()).hasToString("c1");
        assertThat(ack.sentAt()).isEqualTo(Instant.ofEpochMilli(1795529116015L));
        var body = server.call("/msg/send_msg").body();
        assertThat(body.path("notOfflinePush").asBoolean()).isTrue();
        assertThat(body.path("content").path("content").asText()).isEqualTo("hello");
    }

    @Test
    void messagesArePulledAndTheirContentDecoded() {
        server.answers("/msg/newest_seq", "{\"maxSeqs\":{\"si_alice_bob\":7},\"minSeqs\":{}}");
        server.answers(
                "/msg/pull_msg_by_seq",
                "{\"msgs\":{\"si_alice_bob\":{\"Msgs\":[{\"clientMsgID\":\"c1\",\"serverMsgID\":\"s1\",\"sendID\":\"alice\","
                        + "\"recvID\":\"bob\",\"seq\":7,\"contentType\":101,\"content\":\"eyJjb250ZW50IjoiaGVsbG8ifQ==\","
                        + "\"sendTime\":1795529116015}],\"isEnd\":true}},\"notificationMsgs\":null}");
        var messages = new MessageApi(api, admin, CIRCLE);
        var conversation = ConversationId.between(ALICE, BOB);

        assertThat(messages.newestSeqs(ALICE, ALICES).value()).hasValue(Map.of(conversation, 7L));
        List<Message> pulled = messages.pull(ALICE, ALICES, conversation, 5, 7).mustBeOk("alice", "pulls");

        assertThat(pulled).singleElement().satisfies(m -> {
            assertThat(m.text()).isEqualTo("hello");
            assertThat(m.seq()).isEqualTo(7);
        });
        assertThat(server.call("/msg/pull_msg_by_seq")
                        .body()
                        .at("/seqRanges/0/num")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aConversationOfWhichNothingIsThereIsEmpty() {
        server.answers("/msg/pull_msg_by_seq", "{\"msgs\":{},\"notificationMsgs\":{}}");

        assertThat(new MessageApi(api, admin, CIRCLE)
                        .pull(ALICE, ALICES, ConversationId.between(ALICE, BOB), 1, 2)
                        .value())
                .hasValue(List.of());
    }

    @Test
    void aSeqThatWasSkippedIsLeftOut() {
        server.answers(
                "/msg/pull_msg_by_seq",
                "{\"msgs\":{\"si_alice_bob\":{\"Msgs\":[{\"clientMsgID\":\"\",\"seq\":8,\"status\":4},"
                        + "{\"clientMsgID\":\"c9\",\"seq\":9}]}}}");

        assertThat(new MessageApi(api, admin, CIRCLE)
                        .pull(ALICE, ALICES, ConversationId.between(ALICE, BOB), 8, 9)
                        .mustBeOk("alice", "pulls"))
                .extracting(Message::seq)
                .containsExactly(9L);
    }

    @Test
    void aSearchTellsHowManyThereAre() {
        server.answers(
                "/msg/search_msg",
                "{\"chatLogs\":[{\"chatLog\":{\"clientMsgID\":\"c1\",\"sendID\":\"alice\",\"content\":\"{\\\"content\\\":\\\"hi\\\"}\","
                        + "\"seq\":3,\"contentType\":101,\"sendTime\":1},\"isRevoked\":false}],\"chatLogsNum\":41}");

        var found = new MessageApi(api, admin, CIRCLE)
                .search(ALICE, BOB, LocalDate.of(2026, 11, 24), new Page(2, 10))
                .mustBeOk("the administrator", "searches");

        assertThat(found.total()).isEqualTo(41);
        assertThat(found.messages()).extracting(Message::text).containsExactly("hi");
        var body = server.call("/msg/search_msg").body();
        assertThat(body.path("sendTime").asText()).isEqualTo("2026-11-24");
        assertThat(body.at("/pagination/pageNumber").asInt()).isEqualTo(2);
    }

    @Test
    void aLoginToTheAppSendsNoPasswordInClear() {
        server.answers("/account/login", "{\"imToken\":\"im\",\"chatToken\":\"chat\",\"userID\":\"alice\"}");

        var login = new ChatApi(api)
                .loginByPhone("+86", "13800000000", "Real1234", Platform.LINUX)
                .mustBeOk("alice", "logs in");

        assertThat(login.user()).isEqualTo(ALICE);
        assertThat(login).asString().doesNotContain("im\"").contains("***");
        assertThat(server.call("/account/login").body().path("password").asText())
                .isEqualTo("28bc7ab80ecffdc39d5d09048b04e71e");
    }

    @Test
    void aNumberThatNobodyRegisteredIsKnownNotToBe() {
        server.fails("/account/login", 20002, "AccountNotFound", "user unregistered");

        var told = new ChatApi(api).loginByPhone("+86", "19999999999", "x", Platform.LINUX);

        assertThat(told.answer().hasErrCode(ChatApi.ERR_NO_SUCH_ACCOUNT)).isTrue();
    }

    @Test
    void theAdministrationAndTheBotsAreAsked() {
        server.answers("/application/latest_version", "{}");
        server.answers("/account/login", "{\"adminToken\":\"at\",\"imToken\":\"im\"}");
        server.fails("/agent/page", 1505, "TokenUnknownError", "");

        assertThat(new AdminApi(api).latestVersion().isOk()).isTrue();
        Token token = new AdminApi(api).login("chatAdmin", "chatAdmin").mustBeOk("an administrator", "logs in");
        assertThat(new BotApi(api).agents(token).hasErrCode(1505)).isTrue();
        assertThat(server.call("/agent/page").token()).hasValue("at");
    }

    @Test
    void aSuccessWithoutItsDataIsABrokenPromise() {
        server.answers("/auth/get_user_token", "{}");

        var told = new AuthApi(api, admin).userTokenKillingTheOneBefore(ALICE, Platform.WEB);

        assertThat(catchThrowable(() -> told.mustBeOk("alice", "gets a token")))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("cannot be read (no token)");
    }
}
