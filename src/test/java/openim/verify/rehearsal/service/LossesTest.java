package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.Set;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of acknowledged messages across an outage that loses some: the measured losses, in kind. */
@ExtendWith(BreakableWorld.class)
final class LossesTest {

    private static World world;

    @BeforeAll
    static void enter(World shared) {
        world = shared;
    }

    @Test
    void deadRedisLosesAcknowledgedMessagesForGood() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = Outage.of(world, "redis", flow);
            assertThat(flow.acknowledged(outage.during())).isEqualTo(outage.during());
            outage.mustSettle(flow);
            assertThat(missing(outage.during(), flow.stored().keySet())).isNotEmpty();
            assertThat(missing(outage.during(), flow.pushes().keySet()))
                    .isEqualTo(missing(outage.during(), flow.stored().keySet()));
            assertThat(flow.numbersGoUp()).isTrue();
        }
    }

    @Test
    void deadMongoLeavesSomeUnstoredThatWerePushed() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = Outage.of(world, "mongo", flow);
            assertThat(flow.acknowledged(outage.during())).isEqualTo(outage.during());
            outage.mustSettle(flow);
            assertThat(flow.pushes()).containsOnlyKeys(outage.all());
            assertThat(missing(outage.all(), flow.stored().keySet())).hasSizeBetween(1, Outage.DURING / 2);
        }
    }

    @Test
    void deadKafkaRefusesHonestly() {
        try (Flow flow = new Flow(world, 2)) {
            flow.sends(Outage.BEFORE);
            RehearsalPart kafka = world.part("kafka");
            kafka.kill();
            Set<String> during = flow.sends(5);
            assertThat(flow.acknowledged(during)).isEmpty();
            kafka.start();
            Set<String> after = eventuallyAcknowledged(flow);
            await().atMost(Outage.SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.stored()).containsKeys(after.toArray(String[]::new)));
            assertThat(flow.stored()).doesNotContainKeys(during.toArray(String[]::new));
            assertThat(flow.pushes()).doesNotContainKeys(during.toArray(String[]::new));
        }
    }

    @Test
    void deadPushLeavesMessagesStoredAndNeverPushed() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = Outage.of(world, "openim-push", flow);
            outage.mustSettle(flow);
            await().atMost(Outage.SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.stored()).containsOnlyKeys(outage.all()));
            assertThat(flow.pushes()).doesNotContainKeys(outage.during().toArray(String[]::new));
        }
    }

    private static Set<String> eventuallyAcknowledged(Flow flow) {
        Set<String> after = new HashSet<>();
        await().atMost(Outage.SETTLED_WITHIN).until(() -> {
            after.addAll(flow.acknowledged(flow.sends(1)));
            return !after.isEmpty();
        });
        return after;
    }

    private static Set<String> missing(Set<String> expected, Set<String> found) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(found);
        return missing;
    }
}
