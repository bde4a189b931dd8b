package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.Rehearsal.Form;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recoveries of a rehearsal in docker flavour, by its own docker. */
@Timeout(600)
class ContainedRecoveryTest {

    private static final int WIDTH = 160;

    private static final Allowances APPLY = new Allowances(true, true, false);

    private static RehearsalDeployment deployment;

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start(Form.CONTAINED);
    }

    @AfterAll
    static void end() {
        deployment.close();
    }

    @BeforeEach
    void healthyAndKnown() {
        deployment.mend();
        Awaitility.await()
                .atMost(Rehearsed.PATIENCE)
                .until(() -> deployment.parts().stream().allMatch(part -> part.state() == Part.State.RUNNING));
        rehearsed = Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.idle", "3s")
                .with("openim.deadline.tool", "30s")
                .with("openim.deadline.run", "240s")
                .with("openim.deadline.full-run", "400s")
                .with("openim.gate.ladder", "1s,2s");
        Rehearsed.Outcome good = rehearsed.smoke();
        assertThat(good.run().exitStatus()).as(good.output()).isZero();
    }

    @Test
    @Tag("matrix")
    void aDeadComponentIsStartedAsDocumentedAndNothingElse() {
        deployment.kill("redis");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said())
                .contains("no such host")
                .contains("docker compose up -d --no-recreate --no-deps redis")
                .doesNotContain("docker compose restart openim");
    }

    @Test
    void aDeadProcessInsideAServerIsMendedByTheRestartOfItsContainer() {
        deployment.kill("openim-push");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("docker compose restart openim-server").doesNotContain("up -d");
        assertThat(deployment.part("openim-push").state()).isEqualTo(Part.State.RUNNING);
    }

    @Test
    @Tag("matrix")
    void aComponentThatIsGoneInsideItsContainerIsBackByTheRestartOfThatOneAlone() {
        deployment.kill("mongo");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said())
                .contains("MongoDB's process is gone inside its container, which lives on (seen)")
                .contains("docker compose restart mongo")
                .doesNotContain("docker compose restart openim")
                .doesNotContain("docker compose up");
    }

    @Test
    @Tag("matrix")
    void oneOfEightInsideAServerIsNamedWithItsCount() {
        deployment.kill("openim-push#3");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said())
                .contains("openim-push is dead (seen)")
                .contains("inside openim-server: openim-push 7 of 8")
                .contains("docker compose restart openim-server");
    }

    @Test
    @Tag("matrix")
    void aPausedComponentGoesOnAndNothingIsRestarted() throws Exception {
        docker("pause", "redis");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said())
                .contains("Redis is paused (seen)")
                .contains("docker compose unpause redis")
                .doesNotContain("docker compose restart");
    }

    private void docker(String action, String service) throws Exception {
        Settings settings = rehearsed.settings();
        Process docker = new ProcessBuilder(settings.tools().docker(), "compose", action, service)
                .directory(settings.directories().docker().orElseThrow().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(docker.waitFor()).isZero();
    }

    @Test
    @Tag("matrix")
    void aDeadMinioTakesTheProbesWithItAndGivesThemBack() {
        deployment.kill("minio");
        Awaitility.await()
                .atMost(Rehearsed.PATIENCE)
                .until(() -> deployment.part("admin-api").state() == Part.State.HUNG);
        assertThat(rehearsed.smoke().red()).contains("probe.api", "probe.chat", "probe.admin", "process.containers");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said())
                .contains("docker compose up -d --no-recreate --no-deps minio")
                .doesNotContain("docker compose restart openim");
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
