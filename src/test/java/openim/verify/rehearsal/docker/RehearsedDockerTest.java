package openim.verify.rehearsal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerFacts;
import openim.verify.client.docker.ContainerState;
import openim.verify.host.RunningProcess;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.mage.MageServer;
import openim.verify.rehearsal.mage.Script;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.verdict.CannotLook;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal's docker, asked as the product asks, through an executable. */
@Timeout(120)
class RehearsedDockerTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private final ServiceProcess redis = new ServiceProcess("redis");
    private final ServiceProcess api = new ServiceProcess("openim-api");
    private final ServiceProcess push = new ServiceProcess("openim-push#1");
    private final List<String> printed = new ArrayList<>();
    private Path project;
    private MageServer server;
    private RehearsedDocker tool;
    private openim.verify.client.docker.Docker docker;

    @BeforeEach
    void aProject() throws Exception {
        project = Files.createDirectories(directory.toRealPath().resolve("openim-docker"));
        List.of(redis, api, push).forEach(RehearsalPart::start);
        tool = new RehearsedDocker(
                project,
                List.of(
                        new Container("redis", List.of(redis), Map.of()),
                        new Container("openim-server", List.of(api, push), Map.of(10_002, 30_002))),
                api::equals);
        server = MageServer.start(List.of(), List.of(), new Lies());
        server.serve("docker", tool);
        docker = new openim.verify.client.docker.Docker(Script.of("docker", directory, server)).afresh();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theProductReadsWhatItSays() {
        assertThat(docker.composeContainers(project, LONG))
                .allMatch(ContainerState::isWell)
                .extracting(ContainerState::service)
                .containsExactly("redis", "openim-server");
        assertThat(docker.containers(LONG)).extracting(ContainerState::name).containsExactly("redis", "openim-server");
        assertThat(docker.inspect(List.of("redis", "openim-server"), LONG))
                .extracting(ContainerFacts::name, ContainerFacts::running, ContainerFacts::published)
                .containsExactly(tuple("redis", true, Set.of()), tuple("openim-server", true, Set.of(30_002)));
        assertThat(docker.daemon(Map.of(), LONG)).startsWith("unix:");
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> docker.composeContainers(directory, LONG))
                .withMessageContaining("gave no answer");
    }

    @Test
    void whatIsKilledHasExitedAndUpStartsItWithItsOwnAlone() {
        push.kill();
        assertThat(state("kill", "redis")).isEqualTo("redis: exited with 137");

        assertThat(state("up", "-d", "--no-recreate", "--no-deps", "redis")).isEqualTo("redis: running, healthy");
        assertThat(push.state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void aServerWithADeadProcessRunsUnhealthyUntilItsRestart() {
        push.kill();
        assertThat(docker.composeContainers(project, LONG))
                .extracting(ContainerState::toString)
                .contains("openim-server: running, unhealthy");

        assertThat(compose("up", "-d", "openim-server")).isZero();
        assertThat(push.state()).as("it runs, so up passes over it").isEqualTo(RehearsalPart.State.DEAD);

        assertThat(compose("restart", "openim-server")).isZero();
        assertThat(push.state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    void whatIsPausedCannotBeStartedButRestarted() {
        assertThat(state("pause", "redis")).startsWith("redis: paused");
        assertThat(redis.state()).isEqualTo(RehearsalPart.State.HUNG);

        assertThat(compose("up", "-d", "redis")).isOne();
        assertThat(printed).last().asString().contains("cannot start a paused container");

        assertThat(state("restart", "redis")).isEqualTo("redis: running, healthy");
        assertThat(state("pause", "redis")).startsWith("redis: paused");
        assertThat(state("unpause", "redis")).isEqualTo("redis: running, healthy");
    }

    @Test
    void whatIsStoppedInsideAContainerIsShownAndWhatOnlyWaitsIsNot() {
        api.hang();
        push.hang();

        assertThat(docker.processes("openim-server", LONG))
                .extracting(RunningProcess::toString)
                .containsExactly("openim-api (pid 4000)", "openim-push (pid 4001, stopped)");

        redis.kill();
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> docker.processes("redis", LONG));
    }

    @Test
    void aContainerWithAShellLivesOnAroundADeadPartUntilItIsRestarted() throws Exception {
        ServiceProcess mongo = new ServiceProcess("mongo");
        mongo.start();
        Container container = Container.livingOn("mongo", List.of(mongo), Map.of());
        server.serve("docker", new RehearsedDocker(project, List.of(container), part -> false));

        mongo.kill();

        assertThat(docker.composeContainers(project, LONG)).allMatch(ContainerState::isWell);
        assertThat(docker.processes("mongo", LONG))
                .extracting(RunningProcess::name)
                .containsExactly("bash", "tail");
        assertThat(docker.inside("mongo", Map.of(), List.of("mongosh", "--eval", "1"), LONG)
                        .exit())
                .isOne();

        container.restart();
        assertThat(docker.inside("mongo", Map.of(), List.of("mongosh", "--eval", "1"), LONG)
                        .out())
                .isEqualToIgnoringNewLines("1");
    }

    @Test
    void whatItDoesNotKnowItRefuses() {
        assertThat(compose("up", "-d", "mysql")).isOne();
        assertThat(compose("down")).isOne();
        assertThat(tool.run(project, List.of("rm", "redis"), printed::add)).isEqualTo(125);
        assertThat(redis.state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    void aMinioThatIsAwayTakesOthersWithItAndGivesThemBack() {
        try (MinioOutage outage = new MinioOutage(redis, List.of(api), Duration.ofMillis(50))) {
            redis.kill();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> api.state() == RehearsalPart.State.HUNG);
            assertThat(outage.holds(api)).isTrue();

            redis.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> api.state() == RehearsalPart.State.RUNNING);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !outage.holds(api));
        }
    }

    private int compose(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose"));
        all.addAll(List.of(arguments));
        return tool.run(project, all, printed::add);
    }

    /** Does that, and says how redis is afterwards. */
    private String state(String... arguments) {
        assertThat(compose(arguments)).as(printed.toString()).isZero();
        return docker.composeContainers(project, LONG).get(0).toString();
    }
}
