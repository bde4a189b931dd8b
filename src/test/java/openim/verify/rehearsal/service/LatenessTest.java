package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of acknowledged messages across an outage that loses none: they are late at most. */
@ExtendWith(BreakableWorld.class)
final class LatenessTest {

    private static World world;

    @BeforeAll
    static void enter(World shared) {
        world = shared;
    }

    @Test
    void withoutAFaultEverythingIsPushedAndStoredOnce() {
        try (Flow flow = new Flow(world, 4)) {
            Set<String> sent = flow.sends(20);
            assertThat(flow.acknowledged(sent)).isEqualTo(sent);
            await().atMost(Outage.SETTLED_WITHIN).untilAsserted(() -> {
                assertThat(flow.pushes()).containsOnlyKeys(sent);
                assertThat(flow.stored()).containsOnlyKeys(sent);
            });
            assertThat(flow.pushes().values()).containsOnly(1L);
            assertThat(flow.stored().values()).containsOnly(1L);
        }
    }

    @Test
    void deadTransferIsOnlyLate() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = Outage.of(world, "openim-msgtransfer", flow);
            outage.mustSettle(flow);
            assertThat(flow.acknowledged(outage.all())).isEqualTo(outage.all());
            await().atMost(Outage.SETTLED_WITHIN).untilAsserted(() -> {
                assertThat(flow.stored()).containsOnlyKeys(outage.all());
                assertThat(flow.pushes()).containsOnlyKeys(outage.all());
            });
        }
    }

    @Test
    void hungPushIsOnlyLate() {
        try (Flow flow = new Flow(world, 4)) {
            flow.sends(Outage.BEFORE);
            RehearsalPart push = world.part("openim-push");
            push.hang();
            Set<String> during = flow.sends(Outage.BEFORE);
            push.resume();
            await().atMost(Outage.SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.pushes()).containsKeys(during.toArray(String[]::new)));
        }
    }
}
