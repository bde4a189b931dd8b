package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.client.wire.GetMaxSeqReq;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the gateway lets clients in, and lets them go. */
@ExtendWith(HealthyWorld.class)
final class GatewayTest {

    private static World world;
    private static Rest http;

    @BeforeAll
    static void enter(World healthy) {
        world = healthy;
        http = new Rest(java.net.URI.create(world.services.gateway().toString().replace("ws:", "http:")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sendID=a&token=t&operationID=o&sdkType=js&isBackground=false|1602|platformID is not int",
                "sendID=a&token=t&platformID=99&operationID=o&sdkType=js&isBackground=false|1602|platformID is invalid",
                "sendID=a&token=t&platformID=5&operationID=o&sdkType=js|500|invalid syntax",
                "sendID=a&platformID=5&operationID=o&sdkType=js&isBackground=false|1602|token is empty",
                "token=t&platformID=5&operationID=o&sdkType=js&isBackground=false|1602|sendID is empty",
                "sendID=a&token=t&platformID=5&sdkType=js&isBackground=false|1602|operationID is empty",
                "sendID=a&token=t&platformID=5&operationID=o&sdkType=x&isBackground=false|1602|sdkType is invalid",
                "sendID=a&token=t&platformID=5&operationID=o&sdkType=js&isBackground=false|1503|",
            })
    void argumentErrorsArePlainHttp(String query, int code, String detail) throws Exception {
        Session session = Session.unopened(world.services.gateway(), "a", query);
        assertThat(session.connectBlocking()).isFalse();
        var response = http.get("/?" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"errCode\":" + code).contains(detail == null ? "" : detail);
    }

    @Test
    void refusedTokenIsUpgradedToldAndDropped() {
        Session session = Session.open(world.services.gateway(), "somebody", "junk", Person.WEB);
        assertThat(session.firstFrame().path("errCode").asInt()).isEqualTo(1503);
        assertThat(session.closeCode()).isEqualTo(1006);
    }

    @Test
    void tokenOfAnotherUserOrPlatformIsRefused() {
        Person alice = world.newPerson("alice");
        Session asBob = Session.open(world.services.gateway(), "bob", alice.token(), Person.WEB);
        assertThat(asBob.firstFrame().path("errCode").asInt()).isEqualTo(1502);
        Session onIos = Session.open(world.services.gateway(), alice.id(), alice.token(), 1);
        assertThat(onIos.firstFrame().path("errCode").asInt()).isEqualTo(1502);
    }

    @Test
    void pingIsAnsweredByPong() throws Exception {
        Person alice = world.newPerson("alice");
        assertThat(alice.connects(alice.token()).pings()).contains("\"type\":\"pong\"");
    }

    @Test
    void unknownRequestIsDroppedUnanswered() {
        Person alice = world.newPerson("alice");
        Session session = alice.connects(alice.token());
        session.asksInVain(
                4_711, GetMaxSeqReq.newBuilder().setUserID(alice.id()).build());
        assertThat(session.closeCode()).isEqualTo(1006);
        assertThat(session.told()).isEmpty();
    }

    @Test
    void tooLargeFrameIsClosedProperly() {
        Person alice = world.newPerson("alice");
        Session session = alice.connects(alice.token());
        session.send(new byte[60_000]);
        assertThat(session.closeCode()).isEqualTo(1009);
    }

    @Test
    void connectedUserShowsOnlineAtTheApi() {
        Person alice = world.newPerson("alice");
        Person bob = world.newPerson("bob");
        alice.connects(alice.token());
        var status = world.api
                .post("/user/get_users_online_status", world.adminToken(), Map.of("userIDs", new String[] {
                    alice.id(), bob.id()
                }))
                .mustBeOk();
        assertThat(status.path(0).path("status").asInt()).isEqualTo(1);
        assertThat(status.path(0)
                        .path("detailPlatformStatus")
                        .path(0)
                        .path("platformID")
                        .asInt())
                .isEqualTo(Person.WEB);
        assertThat(status.path(1).path("status").asInt()).isZero();
    }

    @Test
    void connectedUserShowsOnlineInRedisOnceTheGatewayToldOfHim() {
        Person alice = world.newPerson("alice");
        var asked = Map.of("userID", alice.id(), "userIDs", new String[] {alice.id()});
        assertThat(platforms(asked)).isEmpty();

        alice.connects(alice.token());

        await().untilAsserted(() -> assertThat(platforms(asked)).containsExactly(Person.WEB));
    }

    private List<Integer> platforms(Map<String, ?> asked) {
        List<Integer> platforms = new ArrayList<>();
        world.api
                .post("/user/get_users_status", world.adminToken(), asked)
                .mustBeOk()
                .path("statusList")
                .path(0)
                .path("platformIDs")
                .forEach(platform -> platforms.add(platform.asInt()));
        return platforms;
    }
}
