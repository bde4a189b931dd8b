package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import openim.verify.app.Rehearsed;
import openim.verify.canary.Round;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary that is killed with -9 at whatever it is doing, again and again. */
@Tag("matrix")
class CanaryKilledTest {

    private static final int KILLS = 20;
    private static final int SEED = 20261124;
    private static final int AT_LEAST = 3;
    private static final int LONGEST_LIFE = 25_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path reports;

    @Test
    void theNextOneSettlesWhatWasOpenAndInventsNothing() throws Exception {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.run", "120s")
                .with("openim.deadline.call", "60s")
                .with("openim.deadline.push", "60s");
        Watched.with(rehearsed.settings()).round(Round.MESSAGES);
        Random chance = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            long before = taken(rehearsed);
            Process canary = CanaryProcess.start(reports, rehearsed.deployment().settings());
            try {
                assertThat(canary.waitFor(2_000 + chance.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS))
                        .as("it goes on until it is killed: %s", CanaryProcess.said(reports))
                        .isFalse();
                if (kill % 2 == 0) {
                    // A busy machine may give it no time to write: every other one has as long as that takes.
                    Awaitility.await("it writes").atMost(PATIENCE).until(() -> taken(rehearsed) >= before + AT_LEAST);
                }
            } finally {
                canary.destroyForcibly().waitFor();
            }
        }

        Watched next = Watched.with(rehearsed.settings());
        var look = next.round(Round.MESSAGES).orElseThrow();

        assertThat(look.verdict().isHealthy()).as("%s, %s", look, next.faults()).isTrue();
        List<JudgedMessage> judged = next.judged();
        assertThat(judged).hasSizeGreaterThan(KILLS).noneMatch(one -> one.state() == State.OPEN);
        assertThat(judged).noneMatch(one -> one.state().accuses());
        assertThat(CanaryProcess.said(reports)).doesNotContain("CHANGE to red");
    }

    /** How many messages the deployment was given. */
    private static long taken(Rehearsed rehearsed) {
        return rehearsed.deployment().load().messages();
    }
}
