package openim.verify.suite;

import static openim.verify.suite.JudgedRun.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Suite SUITE =
            Suite.of("smoke", List.of("probe.api", "message.pushed"), List.of("message.stored", "component.redis"));

    @Test
    void allGreenIsHealthy() {
        var run = judged(healthy("probe.api"), healthy("message.pushed"), healthy("message.stored"));

        assertThat(run.verdict()).isEqualTo(new Verdict.Healthy("all 2 required checks are green"));
        assertThat(run.exitStatus()).isZero();
    }

    @Test
    void aRunThatSawNothingProvesNothing() {
        assertThat(judged().exitStatus()).isEqualTo(3);
    }

    @Test
    void aRequiredCheckThatWasNotRunIsUndetermined() {
        var run = judged(healthy("probe.api"));

        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(run.verdict().summary())
                .isEqualTo("message.pushed: the time of the run was over before this was looked at");
    }

    @Test
    void aRequiredCheckThatWasNotLookedAtIsUndetermined() {
        var run = judged(healthy("probe.api"), seen("message.pushed", new Verdict.NotProven("needs x")));

        assertThat(run.exitStatus()).isEqualTo(3);
    }

    @Test
    void anOptionalCheckThatCouldNotBeLookedAtIsNotProvenAndCounted() {
        var run = judged(
                healthy("probe.api"),
                healthy("message.pushed"),
                seen("message.stored", new Verdict.Undetermined("no credentials")));

        assertThat(run.exitStatus()).isZero();
        assertThat(run.notProven()).isEqualTo(2);
    }

    @Test
    void anOptionalCheckThatIsRedMakesItUnhealthy() {
        var run = judged(
                healthy("probe.api"), healthy("message.pushed"), seen("message.stored", new Verdict.Unhealthy("gone")));

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.verdict().summary()).isEqualTo("message.stored: gone");
    }

    @Test
    void redOutweighsUnknown() {
        var run = judged(
                seen("probe.api", new Verdict.Undetermined("?")),
                seen("message.pushed", new Verdict.Unhealthy("never came")));

        assertThat(run.exitStatus()).isEqualTo(1);
    }

    @Test
    void theFirstCauseIsTheOneThatTheOthersRestOn() {
        var run = judged(
                seen("message.pushed", new Verdict.Unhealthy("never came")),
                seen("component.redis", new Verdict.Unhealthy("refused")),
                healthy("probe.api"));

        assertThat(run.firstCause()).map(Observation::check).contains(new CheckId("component.redis"));
    }

    @Test
    void ofTwoLooksAtOneCheckTheWorseCounts() {
        var run = judged(
                healthy("probe.api"),
                healthy("message.pushed"),
                seen("message.pushed", new Verdict.Unhealthy("came twice")));

        assertThat(run.exitStatus()).isEqualTo(1);
    }

    @Test
    void whatAnotherSuiteAsksForDoesNotCount() {
        var run = judged(
                healthy("probe.api"), healthy("message.pushed"), seen("probe.bot", new Verdict.Unhealthy("dead")));

        assertThat(run.exitStatus()).isZero();
        assertThat(run.observations()).hasSize(4);
    }

    private static Observation healthy(String id) {
        return seen(id, new Verdict.Healthy("fine"));
    }

    private static Run judged(Observation... observations) {
        return JudgedRun.of(SUITE, observations);
    }
}
