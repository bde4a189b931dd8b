package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How services find each other while etcd is dead, and after. */
final class RegistrationsTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(60);

    private World world;

    @BeforeEach
    void start() {
        world = World.start(ServiceOptions.standard().withLease(LEASE));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void afterALongOutageRegistrationsFallAwayLateAndComeBackByThemselves() {
        world.part("etcd").kill();
        await("two leases, and all is green")
                .during(LEASE.multipliedBy(2).plusSeconds(1))
                .atMost(LATER)
                .until(() -> adminToken().code() == 0);

        world.part("etcd").start();
        assertThat(adminToken().code()).isZero();

        await("the collapse").atMost(LATER).untilAsserted(() -> {
            Rest.Answer answer = adminToken();
            assertThat(answer.code()).isEqualTo(500);
            assertThat(answer.words()).contains("no children to pick from");
        });
        await("it heals").atMost(LATER).until(() -> adminToken().code() == 0);
        await("and stays healed")
                .during(LEASE)
                .atMost(LATER)
                .until(() -> adminToken().code() == 0 && world.services.settled());
    }

    @Test
    void serviceRestartedWithoutEtcdIsFoundByNobody() {
        world.part("etcd").kill();
        world.part("openim-rpc-user").kill();
        world.part("openim-rpc-user").start();

        assertThat(adminToken().words()).contains("user-rpc-service down").contains("connection refused");

        world.part("etcd").start();
        await().atMost(LATER).until(() -> adminToken().code() == 0);
    }

    private Rest.Answer adminToken() {
        return world.api.post(
                "/auth/get_admin_token", "", Map.of("secret", world.credentials.secret(), "userID", "imAdmin"));
    }
}
