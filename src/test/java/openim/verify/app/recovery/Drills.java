package openim.verify.app.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.app.Rehearsed;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.drill.Exercise;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.TheRunbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drills of one part on the rehearsal: what the tests of them have in common. */
@Timeout(900)
abstract class Drills {

    @TempDir
    Path reports;

    private RehearsalDeployment deployment;
    private RehearsedRecoverySession session;

    @BeforeEach
    void patientWithABusyMachine() {
        deployment = Rehearsed.shared();
        session = RehearsedRecoverySession.at(Rehearsed.reportingTo(reports)).with("openim.deadline.push", "20s");
    }

    @AfterEach
    void heal() {
        deployment.heal();
    }

    /** Each part that a drill of all kills. */
    static Stream<String> parts() {
        return Exercise.chosen(TheRunbook.read(), List.of(), FaultKind.DEAD).stream()
                .map(exercise -> exercise.part().word());
    }

    RehearsalDeployment deployment() {
        return deployment;
    }

    String said() {
        return session.said();
    }

    RecoveryResult drill(String part, boolean hung, boolean beyondRunbook) {
        return session.drill(List.of(part), hung, beyondRunbook);
    }
}
