package openim.verify.suite;

import static openim.verify.suite.JudgedRun.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What runs come to that saw weaknesses of the build, and what the deployment does not have. */
class WeakRunTest {

    private static final Suite SUITE = Suite.of(
            "full", List.of("probe.api", "message.pushed", "message.refused"), List.of("message.failed-inserts"));

    private static final Verdict GREEN = new Verdict.Healthy("fine");
    private static final Verdict WEAK = new Verdict.Weak("lets anybody");
    private static final Verdict ABSENT = new Verdict.NotHere("came later");

    @Test
    void weaknessesOfTheBuildLeaveTheRunHealthyAndAreCounted() {
        Run run = judged(seen("probe.api", GREEN), seen("message.pushed", GREEN), seen("message.refused", WEAK));

        assertThat(run.verdict())
                .isEqualTo(new Verdict.Healthy("2 of 3 required checks are green, and 1 is as weak as this build"));
        assertThat(run.exitStatus()).isZero();
        assertThat(run.weaknesses()).extracting(Observation::check).containsExactly(new CheckId("message.refused"));
        assertThat(run.firstCause()).isEmpty();
    }

    @Test
    void whatTheDeploymentDoesNotHaveIsNotRequiredOfItNorNotProven() {
        Run run = judged(
                seen("probe.api", GREEN),
                seen("message.pushed", ABSENT),
                seen("message.refused", GREEN),
                seen("message.failed-inserts", ABSENT));

        assertThat(run.verdict()).isEqualTo(new Verdict.Healthy("all 2 required checks are green"));
        assertThat(run.notProven()).isZero();
        assertThat(run.weaknesses()).isEmpty();
    }

    @Test
    void aRunThatSawNothingGreenProvesNothing() {
        assertThat(judged(seen("probe.api", ABSENT), seen("message.pushed", ABSENT), seen("message.refused", ABSENT))
                        .exitStatus())
                .isEqualTo(3);
        assertThat(judged(seen("probe.api", ABSENT), seen("message.pushed", WEAK), seen("message.refused", WEAK))
                        .exitStatus())
                .isEqualTo(3);
    }

    @Test
    void redAndUnknownOutweighAWeakness() {
        assertThat(judged(
                                seen("probe.api", new Verdict.Unhealthy("dead")),
                                seen("message.pushed", GREEN),
                                seen("message.refused", WEAK))
                        .exitStatus())
                .isEqualTo(1);
        assertThat(judged(seen("probe.api", GREEN), seen("message.refused", WEAK))
                        .exitStatus())
                .as("message.pushed was not looked at")
                .isEqualTo(3);
    }

    @Test
    void ofTwoLooksTheWeakOneCountsMoreThanTheGreenAndLessThanTheRed() {
        assertThat(judged(
                                seen("probe.api", GREEN),
                                seen("message.pushed", GREEN),
                                seen("message.refused", GREEN),
                                seen("message.refused", WEAK))
                        .weaknesses())
                .hasSize(1);
        assertThat(judged(
                                seen("probe.api", GREEN),
                                seen("message.pushed", GREEN),
                                seen("message.refused", new Verdict.Unhealthy("arrived")),
                                seen("message.refused", WEAK))
                        .exitStatus())
                .isEqualTo(1);
    }

    private static Run judged(Observation... observations) {
        return JudgedRun.of(SUITE, observations);
    }
}
