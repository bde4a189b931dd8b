package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import openim.verify.rehearsal.RehearsalPart;

/** A world in which one part after the other is broken, looked at, and mended. */
final class FaultyWorld implements AutoCloseable {

    private static final Duration MENDED_WITHIN = Duration.ofSeconds(60);

    private final World world;
    private Look look;

    FaultyWorld(World world) {
        this.world = world;
        this.look = new Look(world);
    }

    /** Breaks, looks and mends; fails unless clients saw what the row says. */
    void mustShow(FaultRow row) {
        mustBeWell();
        RehearsalPart part = world.part(row.part());
        row.happensTo(part);
        Map<String, String> reds = look.reds();
        boolean held = look.sessionsHeld();
        part.resume();
        part.start();
        if (!held) {
            look.close();
            look = new Look(world);
        }
        assertThat(reds.keySet()).as(reds::toString).isEqualTo(row.reds().keySet());
        row.reds()
                .forEach((check, words) -> assertThat(reds.get(check)).as(check).contains(words));
        assertThat(held).isEqualTo(row.sessionsHeld());
        mustBeWell();
    }

    private void mustBeWell() {
        await("all is well")
                .atMost(MENDED_WITHIN)
                .untilAsserted(() -> assertThat(look.reds()).isEmpty());
    }

    @Override
    public void close() {
        look.close();
    }
}
