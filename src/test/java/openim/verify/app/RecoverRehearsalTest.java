package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.recovery.hold.DeploymentLock;
import openim.verify.rehearsal.Part;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a dead process to an open gate, on the rehearsal, with its own mage. */
@Timeout(600)
class RecoverRehearsalTest {

    private static final int WIDTH = 160;

    private static final Allowances PRINT = new Allowances(false, false, false);

    private static final Allowances APPLY = new Allowances(true, true, false);

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void patientWithABusyMachine() {
        rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.idle", "3s")
                .with("openim.deadline.tool", "30s")
                .with("openim.deadline.full-run", "240s")
                .with("openim.gate.ladder", "1s,2s");
    }

    @AfterEach
    void heal() {
        rehearsed.deployment().mend();
    }

    @Test
    void deadPushIsNamedRestartedWithItsServerProvenAndTheGateOpens() {
        assertThat(rehearsed.smoke().run().exitStatus())
                .as("a good run to compare with")
                .isZero();
        rehearsed.deployment().parts().stream()
                .filter(part -> part.name().startsWith("openim-push"))
                .forEach(Part::kill);

        Ending printed = harness(false).recover(PRINT);
        assertThat(printed.exitStatus()).as(said()).isEqualTo(1);
        assertThat(printed.next().orElseThrow()).contains("recover --apply --allow-restart");
        assertThat(said()).contains("openim-push").contains("mage stop").contains("mage start");
        assertThat(dead()).as("nothing was started").isPositive();

        Ending applied = harness(false).recover(APPLY);
        assertThat(applied.exitStatus()).as(said()).isZero();
        assertThat(applied.word()).isEqualTo("recovered");
        assertThat(dead()).isZero();
        assertThat(said()).contains("online now: ").contains("step-began").contains("open");
        assertThat(applied.sentence())
                .as("messages flowed while the gate watched")
                .containsPattern("0 corrupted, 0 duplicated, 0 lost, 0 not stored, 0 not pullable, 0 not pushed,"
                        + " 0 not looked for everywhere, of [1-9][0-9]* messages"
                        + " sent since the last fix");
    }

    @Test
    void withoutHistoryNothingIsCalledOpen() {
        Ending gate = harness(false).gate();

        assertThat(gate.exitStatus()).as(said()).isEqualTo(3);
        assertThat(gate.sentence()).contains("--accept-first-run");
    }

    @Test
    void aSecondHarnessAtTheSameDeploymentIsSentAway() {
        var held = DeploymentLock.attempt(
                rehearsed.settings().directories().server().orElseThrow(), Clock.systemUTC());
        try (DeploymentLock lock = ((DeploymentLock.Attempt.Taken) held).lock()) {
            assertThat(lock.leftBehind()).isEmpty();

            Ending ending = harness(true).recover(APPLY);

            assertThat(ending.exitStatus()).isEqualTo(5);
            assertThat(ending.sentence())
                    .contains("pid " + ProcessHandle.current().pid());
        }
    }

    private long dead() {
        return rehearsed.deployment().parts().stream()
                .filter(part -> part.state() == Part.State.DEAD)
                .count();
    }

    private Harness harness(boolean acceptFirstRun) {
        Settings settings = rehearsed.settings();
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new Harness(settings, true, terminal, acceptFirstRun);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
