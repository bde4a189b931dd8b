package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Redis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * What a component in a container of its own looks like through its published port, and what the real docker says of it.
 *
 * <p>Needs what {@code mvn verify -Pdocker} needs, and is skipped as that is.
 */
@Tag("docker")
@Timeout(300)
class InContainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PONG = Pong.class.getName().replace('.', '/') + ".class";

    private GenericContainer<?> container;

    @BeforeEach
    void start() {
        String image = System.getenv().getOrDefault("OPENIM_REHEARSAL_BASE", "");
        assumeTrue(!image.isEmpty(), "OPENIM_REHEARSAL_BASE names no image with Java 17");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no docker daemon can be reached from here");
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withCopyFileToContainer(MountableFile.forClasspathResource(PONG), "/pong/" + PONG)
                .withCommand("java", "-cp", "/pong", Pong.class.getName())
                .withExposedPorts(Pong.PORT)
                .waitingFor(Wait.forLogMessage(Pong.READY + "\n", 1).withStartupTimeout(PATIENCE));
        container.start();
    }

    @AfterEach
    void end() {
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void aPausedContainerIsSilentAndAKilledOneRefuses() {
        RedisComponent redis = component();
        assertThat(redis.ping(Deadline.in(PATIENCE))).isEqualTo(new Ping.Alive("PONG"));
        assertThat(state().isWell()).isTrue();

        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
        assertDead(redis.ping(Deadline.in(Duration.ofSeconds(1))), Failure.NO_ANSWER);
        assertThat(state().state()).isEqualTo("paused");

        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
        assertThat(redis.ping(Deadline.in(PATIENCE))).isEqualTo(new Ping.Alive("PONG"));

        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        assertDead(redis.ping(Deadline.in(PATIENCE)), Failure.REFUSED);
        assertThat(state())
                .extracting(ContainerState::state, ContainerState::exitCode)
                .containsExactly("exited", 137);
    }

    private RedisComponent component() {
        return new RedisComponent(
                new Redis(
                        URI.create("redis://" + container.getHost() + ":" + container.getMappedPort(Pong.PORT)),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Redis.Mode.STANDALONE),
                Tls.ofTheJdk());
    }

    private static void assertDead(Ping ping, Failure failure) {
        assertThat(ping)
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.failure()).contains(failure));
    }

    private ContainerState state() {
        String name = container.getContainerName().replaceFirst("^/", "");
        return Docker.named("docker").containers(Deadline.in(PATIENCE)).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
