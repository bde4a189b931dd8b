package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.config.Tools;
import openim.verify.host.FakeTool;
import openim.verify.recovery.act.CommandTimeouts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.act.Outcome;
import openim.verify.recovery.act.SystemView;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers that are started and restarted by a {@code docker} that a shell runs, and that lies. */
@Timeout(120)
class NastyDockerTest {

    private static final String STATE = """
            {"Service":"redis","Name":"redis","Image":"redis:7","State":"%s","Health":"%s","ExitCode":0}
            {"Service":"openim-server","Name":"openim-server","Image":"openim","State":"%s","Health":"%s","ExitCode":0}
            """;

    @TempDir
    Path directory;

    private Path project;
    private Path docker;

    @BeforeEach
    void aProject() throws IOException {
        project = Files.createDirectories(directory.toRealPath().resolve("openim-docker"));
        state("exited", "running", "healthy");
    }

    private void state(String redis, String server, String health) throws IOException {
        Files.writeString(project.resolve("state.json"), STATE.formatted(redis, "", server, health));
    }

    /** A docker whose {@code up} and {@code restart} do that. */
    private void docker(String action) throws IOException {
        docker = FakeTool.in(directory, "docker", """
                cd '%1$s'
                case "$2" in
                ps) cat state.json ;;
                up|restart|unpause) echo "$@" >> called; %2$s ;;
                *) echo "unexpected $@" >&2; exit 9 ;;
                esac
                """.formatted(project, action));
    }

    private List<String> called() throws IOException {
        Path file = project.resolve("called");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void onlyTheDeadComponentIsStartedAndNothingIsMadeAnew() throws Exception {
        docker("touch up");

        Outcome outcome = run(Fix.StartComponents.of(Part.REDIS, Part.MONGO), false);

        assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
        assertThat(called()).containsExactly("compose up -d --no-recreate --no-deps redis");
    }

    @Test
    void exitStatusZeroWithNothingStartedIsFailed() throws Exception {
        docker("exit 0");

        Outcome outcome = run(Fix.StartComponents.of(Part.REDIS), false);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.sentence()).contains("no answer from Redis");
    }

    @Test
    void aComponentThatAnswersByNowIsLeftAlone() throws Exception {
        docker("exit 0");
        Files.createFile(project.resolve("up"));

        assertThat(run(Fix.StartComponents.of(Part.REDIS), false)).isInstanceOf(Outcome.Done.class);
        assertThat(called()).isEmpty();
    }

    @Test
    void oneThatIsGoneInsideItsContainerIsJudgedByItsOwnAnswer() throws Exception {
        state("running", "running", "healthy");
        docker("exit 0");
        Outcome inVain = run(new Fix.RestartContainer(Part.REDIS), false);
        docker("touch up");
        Outcome helped = run(new Fix.RestartContainer(Part.REDIS), false);
        Outcome again = run(new Fix.RestartContainer(Part.REDIS), false);

        assertThat(inVain).as("its container runs all the while").isInstanceOf(Outcome.Failed.class);
        assertThat(helped).as(helped.sentence()).isInstanceOf(Outcome.Done.class);
        assertThat(again.sentence()).contains("answers by now");
        assertThat(called()).containsExactly("compose restart redis", "compose restart redis");
    }

    @Test
    void oneWhoseProcessEndsAtEachStartIsForAPersonWithItsLastWords() throws Exception {
        state("running", "running", "healthy");
        docker("echo '\"panic: freepages: failed\"' > last-words");

        Outcome outcome = run(new Fix.RestartContainer(Part.REDIS), false);

        assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(outcome.sentence())
                .isEqualTo("Redis's process ended again after its container was restarted; its log says:"
                        + " \"panic: freepages: failed\"; mend what keeps it from running, for to restart it once more"
                        + " changes nothing");
        assertThat(called()).containsExactly("compose restart redis");
    }

    @Test
    void oneThatCannotBeAskedAfterItsRestartIsNotSaidToBeSilent() throws Exception {
        state("running", "running", "healthy");
        docker("touch blind");

        Outcome outcome = run(new Fix.RestartContainer(Part.REDIS), false);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.sentence())
                .isEqualTo("the container of Redis was restarted, and nobody can tell from here whether it answers"
                        + " (no way leads there)");
    }

    @Test
    void whatIsPausedGoesOnAndIsNotRestarted() throws Exception {
        state("paused", "running", "healthy");
        docker("touch up");

        assertThat(run(new Fix.Unpause(Part.REDIS), false)).isInstanceOf(Outcome.Done.class);
        assertThat(run(new Fix.Unpause(Part.OPENIM_SERVER), false)).isInstanceOf(Outcome.Done.class);
        assertThat(called()).containsExactly("compose unpause redis", "compose unpause openim-server");
    }

    @Test
    void noServerIsRestartedWhileAComponentDoesNotAnswerThoughItsContainerRuns() throws Exception {
        state("running", "running", "healthy");
        docker("exit 0");
        Files.createFile(project.resolve("kafka"));
        Files.createFile(project.resolve("etcd"));

        Outcome outcome = run(new Fix.RestartServer(Server.CHAT), false);

        assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(outcome.sentence()).contains("Redis is not well").contains("nothing was stopped");
        assertThat(called()).isEmpty();
    }

    @Test
    void whatDockerIsBringingBackIsAwaitedAndNotStarted() throws Exception {
        docker("exit 0");
        backAfterALook("restarting");

        Outcome outcome = run(Fix.StartComponents.of(Part.REDIS), false);

        assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
        assertThat(called()).isEmpty();
    }

    @Test
    void whatDockerStartsAgainAndAgainIsForAPerson() throws Exception {
        docker("exit 0");
        state("restarting", "running", "healthy");

        Outcome outcome = run(Fix.StartComponents.of(Part.REDIS), false);

        assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(outcome.sentence()).contains("again and again").contains("docker compose logs --tail 50 redis");
        assertThat(called()).isEmpty();
    }

    /** Redis is in that state at the first look, and back at the next. */
    private void backAfterALook(String before) throws IOException {
        state(before, "running", "healthy");
        docker = FakeTool.in(directory, "docker", """
                cd '%1$s'
                case "$2" in
                ps) cat state.json; touch up; sed -i 's/%2$s/running/' state.json ;;
                *) echo "$@" >> called ;;
                esac
                """.formatted(project, before));
    }

    @Test
    void aCommandOfDockerThatEndsBadlyIsSaidAtOnce() throws Exception {
        docker("echo 'Bind for 0.0.0.0:16379 failed: port is already allocated' >&2; exit 1");

        Outcome outcome = run(Fix.StartComponents.of(Part.REDIS), false);

        assertThat(outcome).isInstanceOf(Outcome.EndedBadly.class);
        assertThat(outcome.sentence()).contains("exit status 1").contains("port is already allocated");
    }

    @Test
    void aComponentThatOnlyAPersonStartsIsNotTouched() throws Exception {
        docker("exit 0");

        Outcome outcome = run(Fix.StartComponents.of(Part.KAFKA), false);

        assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(outcome.sentence()).contains("systemd has it");
        assertThat(called()).isEmpty();
    }

    @Test
    void theCommandOfTheSettingsStartsWhatHasNoContainer() throws Exception {
        docker("exit 0");

        Outcome outcome = run(Fix.StartComponents.of(Part.ETCD), false);

        assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
        assertThat(called()).isEmpty();
    }

    @Test
    void aStartCommandThatEndsBadlyIsSaidAtOnceWithItsLastLines() throws Exception {
        docker("exit 0");

        Outcome outcome = run(Fix.StartComponents.of(Part.ETCD), false, "echo 'no such disk' >&2; exit 3");

        assertThat(outcome).isInstanceOf(Outcome.EndedBadly.class);
        assertThat(outcome.sentence())
                .contains("start-etcd -daemon in")
                .contains("exit status 3")
                .contains("no such disk")
                .contains("no answer from etcd")
                .contains("PATH");
    }

    @Test
    void aServersContainerIsJudgedByItsHealth() throws Exception {
        docker("exit 0");
        Files.createFile(project.resolve("up"));
        Files.createFile(project.resolve("kafka"));
        Files.createFile(project.resolve("etcd"));

        assertThat(run(new Fix.RestartServer(Server.OPENIM), false)).isInstanceOf(Outcome.Done.class);
        state("running", "running", "unhealthy");
        Outcome outcome = run(new Fix.RestartServer(Server.OPENIM), false);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.sentence()).contains("unhealthy");
        assertThat(called()).containsOnly("compose restart openim-server");
    }

    @Test
    void aHungComponentIsRestartedOnlyBeyondTheRunbook() throws Exception {
        docker("touch up");
        state("running", "running", "healthy");

        assertThat(run(new Fix.RestartComponent(Part.REDIS), false)).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(called()).isEmpty();
        assertThat(run(new Fix.RestartComponent(Part.REDIS), true)).isInstanceOf(Outcome.Done.class);
        assertThat(called()).containsExactly("compose restart redis");
    }

    /** A file tells it. */
    private Optional<String> emptied(ContainerState container) {
        try {
            Path words = project.resolve("last-words");
            return Files.exists(words) ? Optional.of(Files.readString(words).strip()) : Optional.empty();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private Outcome run(Fix fix, boolean beyondRunbook) throws IOException {
        return run(fix, beyondRunbook, "echo $$ > '" + project.resolve("etcd") + "'; exec sleep 300");
    }

    /** The same where the settings' command for etcd does that. */
    private Outcome run(Fix fix, boolean beyondRunbook, String startEtcd) throws IOException {
        Path start = FakeTool.in(directory, "start-etcd", startEtcd);
        Site site = new Site(
                Installation.DOCKER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(project),
                "127.0.0.1",
                Map.of(
                        Part.MONGO, new Start.ByCompose(),
                        Part.REDIS, new Start.ByCompose(),
                        Part.KAFKA, new Start.ByPerson("systemd has it"),
                        Part.ETCD, Start.ByCommand.starting(List.of(start.toString(), "-daemon"))));
        Duration patient = Duration.ofSeconds(20);
        try {
            return new Executor(
                            site,
                            new LocalTooling(new Tools("mage", docker.toString()), System.getenv()),
                            new ComponentSight(this::health, this::containers, this::emptied),
                            new Journals(directory.resolve("journals"), Clock.systemUTC()).begin(text -> text),
                            directory.resolve("outputs"),
                            new CommandTimeouts(patient, patient, patient, patient, Duration.ofSeconds(4)))
                    .run(fix, beyondRunbook);
        } finally {
            end(project.resolve("etcd"));
        }
    }

    /** What the settings' command started stays, but not after the test. */
    private static void end(Path started) throws IOException {
        if (Files.exists(started) && Files.size(started) > 0) {
            ProcessHandle.of(Long.parseLong(Files.readString(started).strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private List<ContainerState> containers(Path of) {
        return new Docker(docker).composeContainers(of, Deadline.in(Duration.ofSeconds(20)));
    }

    /** Redis answers when the file {@code up} is there, Kafka and etcd by files of theirs, and the rest always. */
    private SystemView.Health health(Part component) {
        if (Files.exists(project.resolve("blind"))) {
            return new SystemView.Health.Unknown("no way leads there");
        }
        Map<Part, String> files = Map.of(Part.REDIS, "up", Part.KAFKA, "kafka", Part.ETCD, "etcd");
        boolean answers =
                !files.containsKey(component) || Files.exists(project.resolve(files.getOrDefault(component, "")));
        return answers ? new SystemView.Health.Well() : new SystemView.Health.Unwell("connection refused");
    }
}
