package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import openim.verify.rehearsal.RehearsalPart;

/** An outage while somebody writes: what was sent during and after it, and all in all. */
record Outage(Set<String> during, Set<String> after, Set<String> all) {

    static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);
    static final int BEFORE = 8;
    static final int DURING = 40;
    private static final int AFTER = 8;

    /** Has a part killed and started again while a flow goes on. */
    static Outage of(World world, String name, Flow flow) {
        Set<String> all = new HashSet<>(flow.sends(BEFORE));
        await().atMost(SETTLED_WITHIN)
                .untilAsserted(() -> assertThat(flow.stored()).containsKeys(all.toArray(String[]::new)));
        RehearsalPart part = world.part(name);
        part.kill();
        Set<String> during = flow.sends(DURING);
        part.start();
        await().atMost(SETTLED_WITHIN).until(world.services::settled);
        all.addAll(during);
        Set<String> after = flow.sends(AFTER);
        all.addAll(after);
        return new Outage(during, after, all);
    }

    /** Waits until what was sent after it has arrived. */
    void mustSettle(Flow flow) {
        await().atMost(SETTLED_WITHIN).untilAsserted(() -> {
            assertThat(flow.stored()).containsKeys(after.toArray(String[]::new));
            assertThat(flow.pushes()).containsKeys(after.toArray(String[]::new));
        });
    }
}
