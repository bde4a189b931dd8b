package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.app.Rehearsed;
import openim.verify.app.Screen;
import openim.verify.config.Settings;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.target.History;
import openim.verify.target.Rehearsal.Form;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recoveries of real containers by the real {@code docker compose}; {@code mvn verify -Pdocker}.
 *
 * <p>Needs a Docker daemon on this machine, its compose plug-in, and an image with a shell and Java 17, which the environment
 * names by {@code OPENIM_REHEARSAL_BASE}. Without them it is skipped, and says so. It prints a row for each recovery: what was
 * broken, what was found, which commands were run, how long it took, and how it ended.
 */
@Tag("docker")
@Timeout(900)
class InDockerTest {

    private static final int WIDTH = 160;

    private static final Set<String> IN_CONTAINERS = Set.of(
            "component.mongo",
            "component.redis",
            "component.etcd",
            "component.etcd-registrations",
            "component.minio",
            "message.stored",
            "process.server",
            "process.chat",
            "process.containers");

    /** Containers that were just started share a machine that may have other things to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Allowances APPLY = new Allowances(true, true, false);

    private static final Allowances BEYOND = new Allowances(true, true, true);

    private static Optional<String> obstacle = Optional.empty();
    private static RehearsalDeployment deployment;
    private static RealContainers containers;

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private final Screen screen = new Screen(WIDTH);

    @BeforeAll
    static void start() {
        obstacle = RealContainers.obstacle();
        obstacle.ifPresentOrElse(
                why -> System.out.println("SKIPPED, so nothing is proven with real containers: " + why), () -> {
                    deployment = RehearsalDeployment.start(Form.IN_DOCKER);
                    containers =
                            new RealContainers(Path.of(deployment.settings().get("openim.docker.dir")));
                });
    }

    @AfterAll
    static void end() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @BeforeEach
    void healthyAndKnown() {
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        containers.mend();
        rehearsed = Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.tool", "60s")
                .with("openim.deadline.run", "240s")
                .with("openim.deadline.full-run", "400s")
                .with("openim.gate.ladder", "1s,2s");
        Awaitility.await("a good run on record").atMost(PATIENCE).untilAsserted(() -> {
            Rehearsed.Outcome good = rehearsed.smoke();
            assertThat(good.run().exitStatus()).as(good.output()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"mongo, MongoDB", "redis, Redis", "kafka, Kafka", "etcd, etcd", "minio, MinIO"})
    void aKilledComponentIsStartedAndNothingElse(String component, String title) {
        Map<String, String> before = containers.started();
        containers.kill(component);

        Recovered recovered = recover("kill " + component, APPLY);

        assertThat(recovered.firstCause()).as(said()).isEqualTo(title + " is dead");
        isMendedBy("docker compose up -d --no-recreate --no-deps " + component, component, before, recovered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openim-server", "openim-chat"})
    void aKilledServerIsStartedByItsRestart(String server) {
        Map<String, String> before = containers.started();
        containers.kill(server);

        Recovered recovered = recover("kill " + server, APPLY);

        assertThat(recovered.firstCause()).as(said()).isEqualTo(server + " is dead");
        isMendedBy("docker compose restart " + server, server, before, recovered);
    }

    @ParameterizedTest
    @CsvSource({"openim-push, openim-server", "openim-rpc-auth, openim-server", "admin-api, openim-chat"})
    void aDeadProcessInsideAServerIsMendedByTheRestartOfItsContainer(String process, String server) {
        Map<String, String> before = containers.started();
        containers.signalInside(server, "KILL", process);

        Recovered recovered = recover("kill " + process + " in " + server, APPLY);

        assertThat(recovered.firstCause()).as(said()).isEqualTo(process + " is dead");
        isMendedBy("docker compose restart " + server, server, before, recovered);
    }

    @ParameterizedTest
    @CsvSource({"mongo, MongoDB", "etcd, etcd"})
    void aComponentThatIsGoneInsideItsContainerIsBackByTheRestartOfThatOneAlone(String component, String title) {
        Map<String, String> before = containers.started();
        containers.signalInside(component, "KILL", component);

        Recovered recovered = recover("kill " + component + " inside its container", APPLY);

        assertThat(recovered.firstCause())
                .as(said())
                .isEqualTo(title + "'s process is gone inside its container, which lives on");
        isMendedBy("docker compose restart " + component, component, before, recovered);
    }

    @ParameterizedTest
    @CsvSource({"openim-msgtransfer, openim-server", "openim-push, openim-server", "chat-rpc, openim-chat"})
    void aProcessThatStandsStillInsideAServerIsLeftToAPersonAndWithLeaveRestarted(String process, String server) {
        Map<String, String> before = containers.started();
        containers.signalInside(server, "STOP", process);

        Recovered refused = recover("stop " + process + " in " + server, APPLY);
        assertThat(refused.firstCause()).as(said()).startsWith(process + " hangs");
        isLeftToAPerson(before, refused);

        Recovered recovered = recover("stop " + process + " in " + server + ", beyond the runbook", BEYOND);
        isMendedBy("docker compose restart " + server, server, before, recovered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openim-server", "openim-chat", "minio", "redis"})
    void aPausedContainerGoesOnAndNothingIsStartedAnew(String service) {
        Map<String, String> before = containers.started();
        containers.pause(service);

        Recovered recovered = recover("pause " + service, APPLY);

        assertThat(recovered.exitStatus()).as(said()).isZero();
        assertThat(recovered.commands()).containsExactly("docker compose unpause " + service);
        assertThat(containers.startedSince(before)).isEmpty();
    }

    @Test
    void withoutPublishedPortsTheComponentsAreLookedAtWhereTheirContainersAre() throws IOException {
        Path unpublished =
                Path.of(deployment.settings().get("openim.docker.dir")).resolve("docker-compose.override.yaml");
        // Not of Kafka, which advertises the port that is published.
        Files.writeString(unpublished, """
            services:
              mongo: { ports: !reset [] }
              redis: { ports: !reset [] }
              etcd: { ports: !reset [] }
              minio: { ports: !reset [] }
            """);
        try {
            assertThat(rehearsed.settings().stores().mongo().orElseThrow().hosts())
                    .isEqualTo("mongo:27017");

            Rehearsed.Outcome seen = rehearsed.smoke();

            assertThat(seen.run().exitStatus()).as(seen.output()).isZero();
            assertThat(seen.green()).as(seen.output()).containsAll(IN_CONTAINERS);
            assertThat(seen.output()).doesNotContain("asked in there");
        } finally {
            Files.delete(unpublished);
        }
    }

    /** By that one command, and nothing but that service was started for it. */
    private void isMendedBy(String command, String service, Map<String, String> before, Recovered recovered) {
        assertThat(recovered.exitStatus()).as(said()).isZero();
        assertThat(recovered.commands()).containsExactly(command);
        assertThat(containers.startedSince(before)).containsExactly(service);
    }

    private void isLeftToAPerson(Map<String, String> before, Recovered refused) {
        assertThat(refused.exitStatus()).as(said()).isEqualTo(RecoveryResult.PERSON_NEEDED);
        assertThat(refused.commands()).isEmpty();
        assertThat(containers.startedSince(before)).isEmpty();
    }

    /** What a recovery came to, by its journal: the commands are those that were run, and not those that were planned. */
    private record Recovered(int exitStatus, String firstCause, List<String> commands) {}

    private Recovered recover(String fault, Allowances allowances) {
        Settings settings = rehearsed.settings();
        Instant began = Instant.now();
        RecoveryResult ending =
                new RecoverySession(settings, true, screen.terminal(settings), false).recover(allowances);
        Duration took = Duration.between(began, Instant.now());
        PastRecovery journal = new Journals(
                        reports.resolve("recoveries")
                                .resolve(History.nameOf(settings.endpoints().api())),
                        Clock.systemUTC())
                .last()
                .orElseThrow();
        List<String> causes = noted(journal, Kind.CAUSE);
        List<String> commands = noted(journal, Kind.STARTED);
        System.out.println(String.join(
                " | ",
                fault,
                String.join(", ", causes),
                commands.isEmpty() ? "nothing run" : String.join("; ", commands),
                took.toSeconds() + " s",
                ending.word()));
        return new Recovered(ending.exitStatus(), causes.isEmpty() ? "" : causes.get(0), commands);
    }

    private static List<String> noted(PastRecovery journal, Kind kind) {
        return journal.entries().stream()
                .filter(entry -> entry.kind() == kind)
                .map(entry -> entry.what().replaceFirst(" in /.*", ""))
                .toList();
    }

    private String said() {
        return screen.said();
    }
}
