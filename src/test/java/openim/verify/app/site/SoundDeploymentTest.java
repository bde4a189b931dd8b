package openim.verify.app.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.Rehearsed;
import openim.verify.app.Wiring;
import openim.verify.config.ProgramCall;
import openim.verify.recovery.Plan;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deployment that is well, again and again: nothing is said against it. */
@Tag("matrix")
@Timeout(300)
class SoundDeploymentTest {

    @RepeatedTest(20)
    void noCauseIsNamedAndNoStepPlanned(@TempDir Path reports) {
        try (RehearsalDeployment own = RehearsalDeployment.start()) {
            Rehearsed rehearsed = Rehearsed.on(own, reports);

            var smoke = rehearsed.smoke();
            Plan plan = RunbookPlanning.at(
                            SiteLook.at(Wiring.forSettings(rehearsed.settings())), true, ProgramCall.PLAIN)
                    .plan(smoke.run());

            assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
            assertThat(plan.causes()).as(smoke.output()).isEmpty();
            assertThat(plan.steps()).isEmpty();
            assertThat(plan.forPerson()).isEmpty();
        }
    }
}
