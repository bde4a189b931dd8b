package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deployment in which strangers may not write to each other. */
final class FriendVerifyTest {

    @Test
    void onlyFriendsMayWrite() {
        try (World world = World.start(ServiceOptions.standard().withFriendVerify())) {
            Person alice = world.newPerson("alice");
            Person bob = world.newPerson("bob");
            Session hers = alice.connects(alice.token());

            assertThat(hers.sends("stranger", bob).path("errCode").asInt()).isEqualTo(1303);

            world.api
                    .post(
                            "/friend/import_friend",
                            world.adminToken(),
                            Map.of("ownerUserID", alice.id(), "friendUserIDs", List.of(bob.id())))
                    .mustBeOk();
            assertThat(hers.sends("friend", bob).path("errCode").asInt()).isZero();
        }
    }
}
