package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a released server does not do after etcd was away for long. */
final class ReleasedRegistrationsTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(60);

    private World world;

    @BeforeEach
    void start() {
        world = World.start(ServiceOptions.standard().withLease(LEASE).as(Edition.V3_8_3_PATCH_15));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aReleasedServerThatLostItsRegistrationsHasNoneUntilItIsRestarted() {
        world.part("etcd").kill();
        await("two leases, and all is green")
                .during(LEASE.multipliedBy(2).plusSeconds(1))
                .atMost(LATER)
                .until(() -> adminToken().code() == 0);
        world.part("etcd").start();

        await("the collapse")
                .atMost(LATER)
                .untilAsserted(() -> assertThat(adminToken().words())
                        .contains("grpc service auth down", "no children to pick from"));
        await("which does not heal")
                .during(LEASE.multipliedBy(2))
                .atMost(LATER)
                .until(() -> adminToken().code() == 500);

        for (RehearsalPart process : world.services.parts()) {
            process.kill();
            process.start();
        }
        await("the restart heals it").atMost(LATER).until(() -> adminToken().code() == 0);
        await("for good")
                .during(LEASE.multipliedBy(2))
                .atMost(LATER)
                .until(() -> adminToken().code() == 0 && world.services.settled());
    }

    private Rest.Answer adminToken() {
        return world.api.post(
                "/auth/get_admin_token", "", Map.of("secret", world.credentials.secret(), "userID", "imAdmin"));
    }
}
