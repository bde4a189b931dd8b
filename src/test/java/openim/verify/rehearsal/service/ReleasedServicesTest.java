package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.client.wire.PullMessageBySeqsReq;
import openim.verify.rehearsal.Edition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the services of a release do, and the ones of the main branch do not. */
final class ReleasedServicesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(ServiceOptions.standard().as(Edition.V3_8_3_PATCH_15));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aMessageInAnothersNameIsTakenAndDelivered() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Person carol = world.newPerson("carol");
        Session hers = alice.settles();
        Session his = bob.settles();

        JsonNode answer = hers.answerTo(
                1003,
                hers.message("not mine")
                        .setSendID(carol.id())
                        .setRecvID(bob.id())
                        .setSessionType(1)
                        .build());

        assertThat(answer.path("errCode").asInt()).isZero();
        await().atMost(SOON).until(() -> !his.pushed().isEmpty());
        assertThat(his.pushed().get(0).getSendID()).isEqualTo(carol.id());
        hers.close();
        his.close();
    }

    @Test
    void aPullInAnothersNameIsAnswered() {
        Person alice = world.newPerson("alice");
        Session session = alice.connects(alice.token());

        assertThat(session.answerTo(
                                1002,
                                PullMessageBySeqsReq.newBuilder()
                                        .setUserID("somebody")
                                        .build())
                        .path("errCode")
                        .asInt())
                .isZero();
        session.close();
    }

    @Test
    void aNameThatWasAskedForLeadsToItsOldObjectForAWhile() throws IOException {
        Person alice = world.newPerson("alice");
        String token = alice.token();
        Transfer transfer = new Transfer(world.api, alice.id(), token);
        byte[] old = Transfer.random(1_000);
        byte[] fresh = Transfer.random(1_000);
        upload(transfer, old);
        assertThat(Transfer.download(url(alice, token))).isEqualTo(old);

        upload(transfer, fresh);

        assertThat(Transfer.download(url(alice, token))).isEqualTo(old);
        await("the cache is over")
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Transfer.download(url(alice, token))).isEqualTo(fresh));
    }

    private static void upload(Transfer transfer, byte[] bytes) throws IOException {
        JsonNode upload = transfer.initiate(bytes, "one name").mustBeOk().path("upload");
        Transfer.put(HttpRequest.newBuilder(URI.create(Transfer.firstUrl(upload))), bytes);
        transfer.complete(upload, bytes, "one name").mustBeOk();
    }

    private static String url(Person alice, String token) {
        return world.api
                .post("/object/access_url", token, Map.of("name", alice.id() + "/one name"))
                .mustBeOk()
                .path("url")
                .asText();
    }

    @Test
    void callsThatCameLaterAreNotThere() throws Exception {
        assertThat(missing(world.api, "/msg/send_simple_msg")).isTrue();
        assertThat(missing(world.api, "/user/get_user_client_config")).isTrue();
        assertThat(missing(world.chat, "/application/latest_version")).isFalse();
        assertThat(world.api.get("/prometheus_discovery/msg_transfer").statusCode())
                .isEqualTo(200);
        assertThat(world.services.botApi()).isEmpty();
        assertThat(world.services.part("bot-rpc")).isEmpty();
    }

    private static boolean missing(Rest server, String path) {
        Rest.Answer answer = server.post(path, world.adminToken(), Map.of());
        return answer.trouble().contains("JsonParseException") || answer.status() == 404;
    }

    @Test
    void theErrorOfATokenEchoesIt() {
        assertThat(world.api
                        .post("/auth/parse_token", "", Map.of("token", "planted-junk"))
                        .words())
                .startsWith("TokenMalformedError | ")
                .contains("planted-junk");
    }

    @Test
    void anAdministratorLogsInFromPagesOfAnyVersion() {
        Rest.Answer answer =
                world.admin.post("/account/login", "", Map.of("account", "nobody", "password", "00", "platform", 5));

        assertThat(answer.code()).isEqualTo(20002);
    }

    @Test
    void anAnswerSaysThatNothingWasModified() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");

        JsonNode sent = world.api
                .post("/msg/send_msg", world.adminToken(), alice.writes(bob, "hello"))
                .mustBeOk();

        assertThat(sent.has("modify")).isTrue();
        assertThat(sent.path("modify").isNull()).isTrue();
    }

    @Test
    void crontaskRunsOnce() {
        assertThat(world.services.parts())
                .extracting(part -> part.name())
                .contains("openim-crontask#1", "openim-push#8", "openim-msgtransfer#8")
                .doesNotContainAnyElementsOf(List.of("openim-crontask#2", "bot-api"));
    }
}
