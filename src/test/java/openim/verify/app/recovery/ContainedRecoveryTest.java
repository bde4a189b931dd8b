package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.Rehearsed;
import openim.verify.config.Settings;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
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

    private static RehearsalDeployment deployment;

    @TempDir
    Path reports;

    private RehearsedRecoverySession session;

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
                .until(() -> deployment.parts().stream().allMatch(part -> part.state() == RehearsalPart.State.RUNNING));
        session = RehearsedRecoverySession.at(Rehearsed.on(deployment, reports)).afterAGoodRun();
    }

    @Test
    @Tag("matrix")
    void aDeadComponentIsStartedAsDocumentedAndNothingElse() {
        deployment.kill("redis");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("no such host")
                .contains("docker compose up -d --no-recreate --no-deps redis")
                .doesNotContain("docker compose restart openim");
    }

    @Test
    void aDeadProcessInsideAServerIsMendedByTheRestartOfItsContainer() {
        deployment.kill("openim-push");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("docker compose restart openim-server")
                .doesNotContain("up -d");
        assertThat(deployment.part("openim-push").state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    @Tag("matrix")
    void aComponentThatIsGoneInsideItsContainerIsBackByTheRestartOfThatOneAlone() {
        deployment.kill("mongo");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("MongoDB's process is gone inside its container, which lives on (seen)")
                .contains("docker compose restart mongo")
                .doesNotContain("docker compose restart openim")
                .doesNotContain("docker compose up");
    }

    @Test
    @Tag("matrix")
    void oneOfEightInsideAServerIsNamedWithItsCount() {
        deployment.kill("openim-push#3");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("openim-push is dead (seen)")
                .contains("inside openim-server: openim-push 7 of 8")
                .contains("docker compose restart openim-server");
    }

    @Test
    @Tag("matrix")
    void aPausedComponentGoesOnAndNothingIsRestarted() throws Exception {
        docker("pause", "redis");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("Redis is paused (seen)")
                .contains("docker compose unpause redis")
                .doesNotContain("docker compose restart");
    }

    private void docker(String action, String service) throws Exception {
        Settings settings = session.rehearsed().settings();
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
                .until(() -> deployment.part("admin-api").state() == RehearsalPart.State.HUNG);
        assertThat(session.rehearsed().smoke().red())
                .contains("probe.api", "probe.chat", "probe.admin", "process.containers");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said())
                .contains("docker compose up -d --no-recreate --no-deps minio")
                .doesNotContain("docker compose restart openim");
    }
}
