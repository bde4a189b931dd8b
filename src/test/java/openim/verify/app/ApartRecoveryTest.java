package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.Rehearsal.Form;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recoveries of a rehearsal whose parts are processes of their own: killed by {@code kill -9}, stopped by SIGSTOP. */
@Timeout(600)
class ApartRecoveryTest {

    private static final int WIDTH = 160;

    private static final Allowances APPLY = new Allowances(true, true, false);

    private static final Allowances BEYOND = new Allowances(true, true, true);

    private static RehearsalDeployment deployment;

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start(Form.APART);
    }

    @AfterAll
    static void end() {
        deployment.close();
    }

    @BeforeEach
    void healthyAndKnown() {
        deployment.mend();
        rehearsed = Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.idle", "3s")
                .with("openim.deadline.tool", "30s")
                .with("openim.deadline.run", "240s")
                .with("openim.deadline.full-run", "400s")
                .with("openim.gate.ladder", "1s,2s");
        assertThat(rehearsed.smoke().run().exitStatus())
                .as("a good run to compare with")
                .isZero();
    }

    @Test
    @Tag("matrix")
    void aStoppedProcessIsLeftToAPersonAndWithLeaveEndedBySigkill() {
        Map<String, Long> before = pids();
        deployment.hang("openim-rpc-group");

        Ending refused = harness().recover(APPLY);
        assertThat(refused.exitStatus()).as(said()).isEqualTo(4);
        assertThat(pids()).as("nothing was stopped").isEqualTo(before);

        Ending ending = harness().recover(BEYOND);
        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(pids())
                .as("all of OpenIMServer are new, ChatServer and the components are not")
                .allSatisfy((part, pid) ->
                        assertThat(pid.equals(before.get(part))).as(part).isEqualTo(!part.startsWith("openim-")));
    }

    @Test
    @Tag("matrix")
    void aKilledProcessComesBackWithItsServer() {
        Map<String, Long> before = pids();
        deployment.kill("openim-push");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("mage stop").contains("mage start");
        assertThat(pids()).hasSameSizeAs(before).doesNotContainEntry("openim-api", before.get("openim-api"));
    }

    @Test
    void aKilledComponentIsStartedAndNothingElse() {
        Map<String, Long> before = pids();
        deployment.kill("redis");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).doesNotContain("mage stop");
        Map<String, Long> expected = new TreeMap<>(before);
        expected.put("redis", deployment.part("redis").pid().orElseThrow());
        assertThat(pids()).isEqualTo(expected);
        assertThat(expected.get("redis")).isNotEqualTo(before.get("redis"));
    }

    private static Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        deployment
                .parts()
                .forEach((Part part) -> pids.put(part.name(), part.pid().orElse(-1)));
        return pids;
    }

    private Harness harness() {
        Settings settings = rehearsed.settings();
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new Harness(settings, true, terminal, false);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
