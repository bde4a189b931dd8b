package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** REST calls and their envelopes. */
@ExtendWith(HealthyWorld.class)
final class RestTest {

    private static final Map<String, Integer> PAGE = Map.of("pageNumber", 1, "showNumber", 10);

    private static World world;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
    }

    @Test
    void withoutOperationIdItIsAnArgumentError() {
        Rest.Answer answer = world.api.postBare("/auth/parse_token");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(1001);
        assertThat(answer.envelope().has("data")).isFalse();
    }

    @Test
    void getOnAPostPathAndUnknownPathsAreNotFoundInPlainText() throws Exception {
        for (String path : List.of("/auth/parse_token", "/no/such/path")) {
            var response = world.api.get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        }
    }

    @Test
    void aSimpleMessageNeedsTheKeyOfABot() {
        assertThat(world.api
                        .post("/msg/send_simple_msg", world.adminToken(), Map.of())
                        .code())
                .isEqualTo(1001);
    }

    @Test
    void registeredUsersAreFoundAndNotRegisteredTwice() {
        Person alice = world.newPerson("alice");
        JsonNode results = call("/user/account_check", Map.of("checkUserIDs", List.of(alice.id(), "nobody")))
                .path("results");
        assertThat(results.path(0).path("accountStatus").asInt()).isEqualTo(1);
        assertThat(results.path(1).path("accountStatus").asInt()).isZero();
        assertThat(world.api
                        .post(
                                "/user/user_register",
                                world.adminToken(),
                                Map.of("users", List.of(Map.of("userID", alice.id()))))
                        .code())
                .isEqualTo(1102);
    }

    @Test
    void importedFriendsAreFriendsOfEachOther() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        call("/friend/import_friend", Map.of("ownerUserID", alice.id(), "friendUserIDs", List.of(bob.id())));
        JsonNode both = call("/friend/is_friend", Map.of("userID1", alice.id(), "userID2", bob.id()));
        assertThat(both.path("inUser1Friends").asBoolean()).isTrue();
        assertThat(both.path("inUser2Friends").asBoolean()).isTrue();
        JsonNode list = call("/friend/get_friend_list", Map.of("userID", bob.id(), "pagination", PAGE));
        assertThat(list.path("friendsInfo")
                        .path(0)
                        .path("friendUser")
                        .path("userID")
                        .asText())
                .isEqualTo(alice.id());
    }

    @Test
    void groupMessageReachesItsMembers() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        JsonNode group = call(
                        "/group/create_group",
                        Map.of(
                                "ownerUserID", alice.id(),
                                "memberUserIDs", List.of(bob.id()),
                                "groupInfo", Map.of("groupName", "g", "groupType", 2)))
                .path("groupInfo");
        Session his = bob.settles();
        Session hers = alice.settles();

        assertThat(hers.answerTo(
                                1003,
                                hers.message("to all")
                                        .setGroupID(group.path("groupID").asText())
                                        .setSessionType(3)
                                        .build())
                        .path("errCode")
                        .asInt())
                .isZero();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(his.pushedTexts()).containsExactly(Session.content("to all")));
        assertThat(call("/group/get_joined_group_list", Map.of("fromUserID", bob.id(), "pagination", PAGE))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        call("/group/dismiss_group", Map.of("groupID", group.path("groupID").asText(), "deleteMember", true));
    }

    @Test
    void sentByRestIsPulledByRestAndListed() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        assertThat(world.api
                        .post(
                                "/conversation/get_sorted_conversation_list",
                                world.adminToken(),
                                Map.of("userID", bob.id(), "pagination", PAGE))
                        .code())
                .isEqualTo(1004);
        JsonNode sent = call("/msg/send_msg", alice.writes(bob, "by rest"));
        String conversation = alice.conversationWith(bob);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> call("/msg/newest_seq", Map.of("userID", bob.id()))
                                .path("maxSeqs")
                                .path(conversation)
                                .asInt()
                        == 1);
        JsonNode pulled = call(
                        "/msg/pull_msg_by_seq",
                        Map.of(
                                "userID", bob.id(),
                                "seqRanges",
                                        List.of(Map.of("conversationID", conversation, "begin", 1, "end", 1, "num", 1)),
                                "order", 0))
                .path("msgs")
                .path(conversation)
                .path("Msgs");
        assertThat(pulled.path(0).path("serverMsgID")).isEqualTo(sent.path("serverMsgID"));
        assertThat(Base64.getDecoder().decode(pulled.path(0).path("content").asText()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Session.content("by rest"));
        JsonNode list = call(
                "/conversation/get_sorted_conversation_list",
                Map.of("userID", bob.id(), "conversationIDs", List.of(), "pagination", PAGE));
        assertThat(list.path("conversationElems").path(0).path("conversationID").asText())
                .isEqualTo(conversation);
    }

    @Test
    void messageToNobodyIsNotFound() {
        Person alice = world.newPerson("alice");
        assertThat(world.api
                        .post("/msg/send_msg", world.adminToken(), alice.writes(new Person(world, "nobody"), "x"))
                        .code())
                .isEqualTo(1004);
    }

    private static JsonNode call(String path, Map<String, ?> body) {
        return world.api.post(path, world.adminToken(), body).mustBeOk();
    }
}
