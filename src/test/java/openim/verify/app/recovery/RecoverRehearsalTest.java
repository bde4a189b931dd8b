package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import openim.verify.app.Rehearsed;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.record.DeploymentLock;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a dead process to an open gate, on the rehearsal, with its own mage. */
@Timeout(600)
class RecoverRehearsalTest {

    @TempDir
    Path reports;

    private final RehearsalDeployment deployment = Rehearsed.shared();

    private RehearsedRecoverySession session;

    @BeforeEach
    void patientWithABusyMachine() {
        session = RehearsedRecoverySession.at(Rehearsed.reportingTo(reports));
    }

    @AfterEach
    void heal() {
        deployment.mend();
    }

    @Test
    void deadPushIsNamedRestartedWithItsServerProvenAndTheGateOpens() {
        session.afterAGoodRun();
        deployment.parts().stream()
                .filter(part -> part.name().startsWith("openim-push"))
                .forEach(RehearsalPart::kill);

        RecoveryResult printed = session.recover(RehearsedRecoverySession.PRINT);
        assertThat(printed.exitStatus()).as(session.said()).isEqualTo(1);
        assertThat(printed.next().orElseThrow()).contains("recover --apply --allow-restart");
        assertThat(session.said()).contains("openim-push").contains("mage stop").contains("mage start");
        assertThat(dead()).as("nothing was started").isPositive();

        RecoveryResult applied = session.recover(RehearsedRecoverySession.APPLY);
        assertThat(applied.exitStatus()).as(session.said()).isZero();
        assertThat(applied.word()).isEqualTo("recovered");
        assertThat(dead()).isZero();
        assertThat(session.said())
                .contains("online now: ")
                .contains("step-began")
                .contains("open");
        assertThat(applied.sentence())
                .as("messages flowed while the gate watched")
                .containsPattern("0 corrupted, 0 duplicated, 0 lost, 0 not stored, 0 not pullable, 0 not pushed,"
                        + " 0 not looked for everywhere, of [1-9][0-9]* messages"
                        + " sent since the last fix");
    }

    @Test
    void withoutHistoryNothingIsCalledOpen() {
        RecoveryResult gate = session.gate();

        assertThat(gate.exitStatus()).as(session.said()).isEqualTo(3);
        assertThat(gate.sentence()).contains("--accept-first-run");
    }

    @Test
    void aSecondHarnessAtTheSameDeploymentIsSentAway() {
        var held = DeploymentLock.attempt(
                session.rehearsed().settings().directories().server().orElseThrow(), Clock.systemUTC());
        try (DeploymentLock lock = ((DeploymentLock.Attempt.Taken) held).lock()) {
            assertThat(lock.leftBehind()).isEmpty();

            RecoveryResult ending = session.acceptingFirstRun().recover(RehearsedRecoverySession.APPLY);

            assertThat(ending.exitStatus()).isEqualTo(5);
            assertThat(ending.sentence())
                    .contains("pid " + ProcessHandle.current().pid());
        }
    }

    private long dead() {
        return deployment.parts().stream()
                .filter(part -> part.state() == RehearsalPart.State.DEAD)
                .count();
    }
}
