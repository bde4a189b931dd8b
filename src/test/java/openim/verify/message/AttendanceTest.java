package openim.verify.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.FakeOpenIm;
import openim.verify.client.api.GroupNotes;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.FakeGateway;
import openim.verify.client.gateway.Waits;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String IN_REDIS = "/user/get_users_status";
    private static final String AT_THE_GATEWAYS = "/user/get_users_online_status";
    private static final String SHOWN =
            "{\"statusList\":[{\"userID\":\"bob\",\"status\":1,\"platformIDs\":[" + Platform.WEB.number() + "]}]}";
    private static final String NOT_SHOWN = "{\"statusList\":[{\"userID\":\"bob\",\"status\":0,\"platformIDs\":[]}]}";

    private final FakeOpenIm api = new FakeOpenIm()
            .answers("/auth/get_user_token", "{\"token\":\"t\"}")
            .answers(
                    AT_THE_GATEWAYS,
                    "[{\"userID\":\"bob\",\"status\":1,\"detailPlatformStatus\":[{\"platformID\":5,\"token\":\"t\"}]}]");
    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
        api.close();
    }

    @Test
    void whoIsShownToThoseWhoPushIsSettledAtOnce() {
        AtomicInteger looks = new AtomicInteger();
        api.answersWith(IN_REDIS, asked -> FakeOpenIm.ok(looks.incrementAndGet() < 3 ? NOT_SHOWN : SHOWN));

        try (User bob = bob(LONG)) {
            Attendance.awaitSettled(bob, users());

            assertThat(bob.session().isShown()).isTrue();
        }
        assertThat(looks).hasValue(3);
        assertThat(api.calls(AT_THE_GATEWAYS)).isEmpty();
    }

    @Test
    void whoWasSeenIsNotLookedForAgain() {
        AtomicInteger looks = new AtomicInteger();
        api.answersWith(IN_REDIS, asked -> FakeOpenIm.ok(looks.incrementAndGet() < 2 ? NOT_SHOWN : SHOWN));

        try (User bob = bob(LONG)) {
            Attendance.awaitSettled(bob, users());
            Attendance.awaitSettled(bob, users());
        }

        assertThat(looks).hasValue(2);
    }

    /** An earlier session of his has just ended, and the server has not been told yet. */
    @Test
    void whoWasShownBeforeHeCameIsNotBelievedToBeThere() {
        api.answers(IN_REDIS, SHOWN);

        try (User bob = bob(SHORT)) {
            Attendance.awaitSettled(bob, users());

            assertThat(bob.session().isShown()).isFalse();
            assertThat(bob.session().settled().isOver()).isTrue();
        }
        assertThat(api.calls(IN_REDIS)).hasSize(1);
    }

    @Test
    void whereItIsNeverShownTheGatewayHasTheTimeThatItNeeds() {
        api.answers(IN_REDIS, NOT_SHOWN);

        try (User bob = bob(SHORT)) {
            Attendance.awaitSettled(bob, users());

            assertThat(bob.session().isShown()).isFalse();
            assertThat(bob.session().settled().isOver()).isTrue();
        }
        assertThat(api.calls(AT_THE_GATEWAYS)).isNotEmpty();
    }

    @Test
    void aServerThatDoesNotTellIsNotAskedAgain() {
        api.fails(IN_REDIS, 404, "404 page not found", "");

        try (User bob = bob(SHORT)) {
            Attendance.awaitSettled(bob, users());

            assertThat(bob.session().settled().isOver()).isTrue();
        }
        assertThat(api.calls(IN_REDIS)).hasSize(1);
        assertThat(api.calls(AT_THE_GATEWAYS)).isNotEmpty();
    }

    private UserApi users() {
        return new UserApi(api.admin(api.client()));
    }

    private User bob(Duration settling) {
        var client = api.client();
        Drivers drivers = Drivers.of(
                client,
                api.admin(client),
                gateway.client(new Waits(LONG, settling)),
                gateway.circle(),
                GroupNotes.NONE,
                Tls.ofTheJdk(),
                OwnHosts.named(List.of("127.0.0.1"), List.of()),
                LONG,
                new Latencies());
        User bob = User.mustLogInKickingOthers(new UserId("bob"), Platform.WEB, drivers);
        bob.mustOpenSessionForPushes();
        return bob;
    }
}
