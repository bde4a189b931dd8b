package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is let in, and for how long. */
@ExtendWith(HealthyWorld.class)
final class TokensTest {

    private static final Duration A_SECOND = Duration.ofMillis(1_100);

    private static World world;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
    }

    @Test
    void secondTokenOfAPlatformKillsTheFirstAtOnceAndItsSocketWhenItConnects() {
        Person alice = world.newPerson("alice");
        String first = alice.token();
        Session session = alice.connects(first);
        String otherPlatform = alice.token(Person.WEB + 2);
        awaitNextSecond();

        String second = alice.token();

        assertThat(parse(first).code()).isEqualTo(1506);
        assertThat(parse(second).mustBeOk().path("userID").asText()).isEqualTo(alice.id());
        parse(otherPlatform).mustBeOk();
        assertThat(session.isOver()).isFalse();

        alice.connects(second);

        assertThat(session.closeCode()).isEqualTo(1006);
        assertThat(session.told()).containsExactly(2002);
    }

    @Test
    void olderAdminTokenLivesOnForAWhile() {
        String older = world.freshAdminToken();
        awaitNextSecond();

        String newer = world.freshAdminToken();

        parse(older).mustBeOk();
        parse(newer).mustBeOk();
    }

    @Test
    void junkIsMalformedAndAStrangersSignatureUnknown() {
        assertThat(parse("junk").code()).isEqualTo(1503);
        String token = world.freshAdminToken();
        assertThat(parse(token.substring(0, token.length() - 4) + "AAAA").code())
                .isEqualTo(1505);
    }

    @Test
    void wrongSecretAndUnknownUserAreRefused() {
        assertThat(world.api
                        .post("/auth/get_admin_token", "", Map.of("secret", "wrong", "userID", "imAdmin"))
                        .code())
                .isEqualTo(1002);
        assertThat(world.api
                        .post("/auth/get_user_token", world.adminToken(), Map.of("userID", "nobody", "platformID", 1))
                        .code())
                .isEqualTo(1004);
        assertThat(world.api
                        .post("/auth/get_user_token", world.adminToken(), Map.of("userID", "imAdmin", "platformID", 10))
                        .code())
                .isEqualTo(1002);
    }

    @Test
    void forcedLogoutKicks() {
        Person alice = world.newPerson("alice");
        String token = alice.token();
        Session session = alice.connects(token);

        world.api
                .post("/auth/force_logout", world.adminToken(), Map.of("userID", alice.id(), "platformID", Person.WEB))
                .mustBeOk();

        assertThat(parse(token).code()).isEqualTo(1506);
        assertThat(session.closeCode()).isEqualTo(1006);
    }

    @Test
    void expiryIsATimeInOneCallAndADurationInTheOthers() {
        Person alice = world.newPerson("alice");
        long now = System.currentTimeMillis() / 1_000;
        assertThat(parse(alice.token()).mustBeOk().path("expireTimeSeconds").asLong())
                .isBetween(now, now + 7_776_100);
        assertThat(world.api
                        .post(
                                "/auth/get_admin_token",
                                "",
                                Map.of("secret", world.credentials.secret(), "userID", "imAdmin"))
                        .mustBeOk()
                        .path("expireTimeSeconds")
                        .asLong())
                .isEqualTo(7_776_000);
    }

    private static Rest.Answer parse(String token) {
        return world.api.post("/auth/parse_token", "", Map.of("token", token));
    }

    /** Tokens of one second, user and platform are the same, here as in the real one. */
    private static void awaitNextSecond() {
        await().pollDelay(A_SECOND).atMost(A_SECOND.multipliedBy(20)).until(() -> true);
    }
}
