package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see when a store lost its data and nobody was restarted. */
final class DataLossTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private World world;

    @BeforeEach
    void start() {
        world = World.start(ServiceOptions.standard());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void emptiedRedisFailsChatLoginsUntilARestartAndSkipsABlockOfNumbers() {
        Look look = new Look(world);
        await().atMost(SOON).untilAsserted(() -> assertThat(look.reds()).isEmpty());
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        Session hers = alice.settles();
        Session his = bob.settles();
        hers.sends("before", bob);
        await().atMost(SOON).until(() -> his.pushed().size() == 1);

        world.store("redis").loseData();

        assertThat(look.chatLogin()).startsWith("1507 TokenNotExistError");
        hers.sends("after", bob);
        await().atMost(SOON).until(() -> his.pushed().size() == 2);
        assertThat(his.pushed().get(1).getSeq()).isGreaterThan(50);

        world.part("chat-api").kill();
        world.part("chat-api").start();
        await().atMost(SOON).untilAsserted(() -> assertThat(look.chatLogin()).isEqualTo(Look.OK));
    }

    @Test
    void comesBackEmptyAndWorksOn() {
        Person alice = world.newPerson("alice");

        world.lies.tell(Lie.COMES_BACK_EMPTY);

        String admin = world.freshAdminToken();
        assertThat(world.api
                        .post("/user/account_check", admin, Map.of("checkUserIDs", List.of(alice.id())))
                        .mustBeOk()
                        .path("results")
                        .path(0)
                        .path("accountStatus")
                        .asInt())
                .isZero();
        assertThat(world.api
                        .post("/auth/get_user_token", admin, Map.of("userID", alice.id(), "platformID", 1))
                        .code())
                .isEqualTo(1004);
        assertThat(world.chat
                        .post(
                                "/account/login",
                                "",
                                Map.of(
                                        "areaCode",
                                        "+86",
                                        "phoneNumber",
                                        world.credentials.chatAccount(),
                                        "password",
                                        "x",
                                        "platform",
                                        5))
                        .code())
                .isEqualTo(20002);
        world.admin
                .post(
                        "/account/login",
                        "",
                        Map.of(
                                "account", world.credentials.adminAccount(),
                                "password", Look.md5(world.credentials.adminPassword()),
                                "version", "1"))
                .mustBeOk();
        world.startAnew();
        Person bob = world.newPerson("bob");
        Session his = bob.settles();
        assertThat(his.sends("anew", bob).path("errCode").asInt()).isZero();
        await().atMost(SOON).untilAsserted(() -> assertThat(his.pushedTexts()).contains(Session.content("anew")));
    }
}
