package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Load;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.target.Rehearsal.Form;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looking at ten gateways and APIs costs them: the smoke of ten in docs/scale.md, whose rows {@link Scale} makes. */
class CostOfACanaryTest {

    private static final int INSTANCES = 10;

    private static final class Started {
        private static final RehearsalDeployment DEPLOYMENT =
                RehearsalDeployment.start(Form.TOGETHER_SMALL, Edition.MAIN, INSTANCES);
    }

    @TempDir
    Path reports;

    @AfterAll
    static void end() {
        Started.DEPLOYMENT.close();
    }

    private Rehearsed patient() {
        return Rehearsed.on(Started.DEPLOYMENT, reports)
                .with("openim.deadline.call", "20s")
                .with("openim.deadline.push", "40s");
    }

    private static Load during(Runnable work) {
        Load before = Started.DEPLOYMENT.load();
        work.run();
        return Started.DEPLOYMENT.load().since(before);
    }

    @Test
    void aSmokeSendsTwoMessagesForEachInstanceAndAFewMore() {
        patient().whenHealthy();

        Load smoke =
                during(() -> assertThat(patient().smoke().run().exitStatus()).isZero());

        assertThat(smoke.messages()).as("%s", smoke).isEqualTo(4 + 2 * INSTANCES);
        assertThat(smoke.sessions()).as("%s", smoke).isEqualTo(2 + INSTANCES);
        // What is polled is asked again on a machine that has other things to do.
        assertThat(smoke.requests()).as("%s", smoke).isBetween(50L, 150L);
        assertThat(smoke.connections()).as("%s", smoke).isBetween(35L, 150L);
        assertThat(smoke.frames()).as("%s", smoke).isBetween(24L, 60L);
        assertThat(smoke.bytes()).as("%s", smoke).isBetween(150_000L, 900_000L);
    }

    @Test
    void ofManyInstancesARunLooksAtSomeAndSaysSo() {
        patient().whenHealthy();

        Load smoke = during(() -> {
            var outcome = patient().with("openim.instances-a-run", "4").smoke();

            assertThat(outcome.run().exitStatus()).as(outcome.output()).isZero();
            assertThat(outcome.notProven())
                    .as(outcome.output())
                    .contains("probe.each-api", "probe.each-gateway", "message.every-gateway");
            assertThat(said(outcome, "probe.each-gateway"))
                    .startsWith("each of 4 gateways answers a ping")
                    .contains("the others of 10 have their turn in other runs");
            assertThat(said(outcome, "probe.each-api")).startsWith("each of 4 judges a token");
            assertThat(said(outcome, "message.every-gateway")).startsWith("8 messages from session to session of 4");
        });

        assertThat(smoke.messages()).as("%s", smoke).isEqualTo(4 + 2 * 4);
        assertThat(smoke.sessions()).as("%s", smoke).isEqualTo(2 + 4);
    }

    private static String said(Rehearsed.Outcome outcome, String check) {
        return outcome.run().observations().stream()
                .filter(seen -> seen.check().equals(new CheckId(check)))
                .map(seen -> seen.verdict().summary())
                .findFirst()
                .orElse("");
    }
}
