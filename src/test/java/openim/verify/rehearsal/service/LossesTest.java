package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import openim.verify.rehearsal.Part;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of acknowledged messages across an outage: the measured losses, in kind. */
@ExtendWith(BreakableWorld.class)
final class LossesTest {

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    private static final int BEFORE = 8;
    private static final int DURING = 40;
    private static final int AFTER = 8;

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
            await().atMost(SETTLED_WITHIN).untilAsserted(() -> {
                assertThat(flow.pushes()).containsOnlyKeys(sent);
                assertThat(flow.stored()).containsOnlyKeys(sent);
            });
            assertThat(flow.pushes().values()).containsOnly(1L);
            assertThat(flow.stored().values()).containsOnly(1L);
        }
    }

    @Test
    void deadRedisLosesAcknowledgedMessagesForGood() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = outageOf("redis", flow);
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
            Outage outage = outageOf("mongo", flow);
            assertThat(flow.acknowledged(outage.during())).isEqualTo(outage.during());
            outage.mustSettle(flow);
            assertThat(flow.pushes()).containsOnlyKeys(outage.all());
            assertThat(missing(outage.all(), flow.stored().keySet())).hasSizeBetween(1, DURING / 2);
        }
    }

    @Test
    void deadKafkaRefusesHonestly() {
        try (Flow flow = new Flow(world, 2)) {
            flow.sends(BEFORE);
            Part kafka = world.part("kafka");
            kafka.kill();
            Set<String> during = flow.sends(5);
            assertThat(flow.acknowledged(during)).isEmpty();
            kafka.start();
            Set<String> after = eventuallyAcknowledged(flow);
            await().atMost(SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.stored()).containsKeys(after.toArray(String[]::new)));
            assertThat(flow.stored()).doesNotContainKeys(during.toArray(String[]::new));
            assertThat(flow.pushes()).doesNotContainKeys(during.toArray(String[]::new));
        }
    }

    @Test
    void deadTransferIsOnlyLate() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = outageOf("openim-msgtransfer", flow);
            outage.mustSettle(flow);
            assertThat(flow.acknowledged(outage.all())).isEqualTo(outage.all());
            await().atMost(SETTLED_WITHIN).untilAsserted(() -> {
                assertThat(flow.stored()).containsOnlyKeys(outage.all());
                assertThat(flow.pushes()).containsOnlyKeys(outage.all());
            });
        }
    }

    @Test
    void deadPushLeavesMessagesStoredAndNeverPushed() {
        try (Flow flow = new Flow(world, 4)) {
            Outage outage = outageOf("openim-push", flow);
            outage.mustSettle(flow);
            await().atMost(SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.stored()).containsOnlyKeys(outage.all()));
            assertThat(flow.pushes()).doesNotContainKeys(outage.during().toArray(String[]::new));
        }
    }

    @Test
    void hungPushIsOnlyLate() {
        try (Flow flow = new Flow(world, 4)) {
            flow.sends(BEFORE);
            Part push = world.part("openim-push");
            push.hang();
            Set<String> during = flow.sends(BEFORE);
            push.resume();
            await().atMost(SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(flow.pushes()).containsKeys(during.toArray(String[]::new)));
        }
    }

    /** What was sent before, during and after an outage. */
    private record Outage(Set<String> during, Set<String> after, Set<String> all) {

        /** Waits until what was sent after it has arrived. */
        void mustSettle(Flow flow) {
            await().atMost(SETTLED_WITHIN).untilAsserted(() -> {
                assertThat(flow.stored()).containsKeys(after.toArray(String[]::new));
                assertThat(flow.pushes()).containsKeys(after.toArray(String[]::new));
            });
        }
    }

    private static Outage outageOf(String name, Flow flow) {
        Set<String> all = new HashSet<>(flow.sends(BEFORE));
        await().atMost(SETTLED_WITHIN)
                .untilAsserted(() -> assertThat(flow.stored()).containsKeys(all.toArray(String[]::new)));
        Part part = world.part(name);
        part.kill();
        Set<String> during = flow.sends(DURING);
        part.start();
        await().atMost(SETTLED_WITHIN).until(world.services::settled);
        all.addAll(during);
        Set<String> after = flow.sends(AFTER);
        all.addAll(after);
        return new Outage(during, after, all);
    }

    private static Set<String> eventuallyAcknowledged(Flow flow) {
        Set<String> after = new HashSet<>();
        await().atMost(SETTLED_WITHIN).until(() -> {
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
