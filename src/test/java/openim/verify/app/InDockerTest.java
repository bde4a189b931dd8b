package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.await.Deadline;
import openim.verify.client.ops.ContainerState;
import openim.verify.client.ops.Docker;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.Rehearsal.Form;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recoveries of real containers by the real {@code docker compose}; {@code mvn verify -Pdocker}.
 *
 * <p>Needs a Docker daemon on this machine, its compose plug-in, and an image with a shell and Java 17, which the environment
 * names by {@code OPENIM_REHEARSAL_BASE}. Without them it is skipped, and says so.
 */
@Tag("docker")
@Timeout(900)
class InDockerTest {

    private static final int WIDTH = 160;

    private static final Allowances APPLY = new Allowances(true, true, false);

    private static final Allowances BEYOND = new Allowances(true, true, true);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static RehearsalDeployment deployment;
    private static Path project;
    private static String missing = "";

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        missing = missing();
        if (missing.isEmpty()) {
            deployment = RehearsalDeployment.start(Form.IN_DOCKER);
            project = Path.of(deployment.settings().get("openim.docker.dir"));
        } else {
            System.out.println("SKIPPED, so nothing is proven with real containers: " + missing);
        }
    }

    private static String missing() {
        if (System.getenv("OPENIM_REHEARSAL_BASE") == null) {
            return "OPENIM_REHEARSAL_BASE names no image with Java 17 to build on";
        }
        try {
            Docker.named("docker").containers(Deadline.in(Duration.ofSeconds(30)));
            return "";
        } catch (NotLookedAt | CannotLook none) {
            return String.valueOf(none.getMessage());
        }
    }

    @AfterAll
    static void end() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @BeforeEach
    void healthyAndKnown() {
        assumeTrue(missing.isEmpty(), missing);
        awaitWell();
        rehearsed = Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.tool", "60s")
                .with("openim.deadline.run", "240s")
                .with("openim.deadline.full-run", "400s")
                .with("openim.gate.ladder", "1s,2s");
        Rehearsed.Outcome good = rehearsed.smoke();
        assertThat(good.run().exitStatus()).as(good.output()).isZero();
    }

    @Test
    void aKilledComponentIsStartedAndNothingElse() {
        Map<String, String> before = started();
        compose("kill", "redis");

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("docker compose up -d --no-recreate --no-deps redis");
        assertThat(started())
                .allSatisfy((service, at) ->
                        assertThat(at.equals(before.get(service))).as(service).isEqualTo(!service.equals("redis")));
    }

    @Test
    void aKilledProcessInsideAServerIsMendedByTheRestartOfItsContainer() {
        Map<String, String> before = started();
        compose(
                "exec",
                "-T",
                "openim-server",
                "sh",
                "-c",
                "for p in /proc/[0-9]*; do case $(readlink $p/exe) in */openim-push) kill -9 ${p#/proc/};; esac; done");
        Awaitility.await().atMost(PATIENCE).until(() -> !isWell("openim-server"));

        Ending ending = harness().recover(APPLY);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("docker compose restart openim-server");
        assertThat(started().get("openim-server")).isNotEqualTo(before.get("openim-server"));
        assertThat(started().get("openim-chat")).isEqualTo(before.get("openim-chat"));
    }

    @Test
    void aPausedComponentIsLeftToAPersonAndWithLeaveRestarted() {
        compose("pause", "minio");

        Ending refused = harness().recover(APPLY);
        assertThat(refused.exitStatus()).as(said()).isEqualTo(4);
        assertThat(states()).anySatisfy(container -> {
            assertThat(container.service()).isEqualTo("minio");
            assertThat(container.state()).isEqualTo("paused");
        });

        Ending ending = harness().recover(BEYOND);
        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("docker compose restart minio");
    }

    private static void awaitWell() {
        Awaitility.await("all containers well")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> states().size() == 7 && states().stream().allMatch(ContainerState::isWell));
    }

    private static boolean isWell(String service) {
        return states().stream()
                .filter(container -> container.service().equals(service))
                .allMatch(ContainerState::isWell);
    }

    private static List<ContainerState> states() {
        return Docker.named("docker").composeContainers(project, Deadline.in(PATIENCE));
    }

    /** When each container was started, by its service. */
    private static Map<String, String> started() {
        Map<String, String> started = new TreeMap<>();
        states().forEach(container -> started.put(
                container.service(), docker(List.of("inspect", "--format", "{{.State.StartedAt}}", container.name()))));
        return started;
    }

    private static void compose(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose"));
        all.addAll(List.of(arguments));
        docker(all);
    }

    private static String docker(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        try {
            Process docker = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(docker.waitFor()).as(said).isZero();
            return said.strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
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
