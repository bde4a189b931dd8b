package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.docker.Docker;
import openim.verify.client.net.KnownNames;
import openim.verify.host.FakeTool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component that publishes no port is asked all the same, and its container's word is never taken for its own. */
class ContainedComponentTest {

    private static final String NOT_THERE =
            "echo 'OCI runtime exec failed: exec: executable file not found in $PATH' >&2; exit 127";

    @TempDir
    Path directory;

    private Optional<Ping> byName = Optional.of(new Ping.Dead(Optional.of(Failure.UNREACHABLE), "no route to host"));
    private OwnClient own = OwnClient.ofRedis(6_379, Optional.of("hush"));

    @BeforeEach
    void aContainerThatRuns() throws IOException {
        state("running");
        inside(NOT_THERE);
    }

    @Test
    void itIsAskedByItsNameAndWhereThatTellsNobodyElseIs() throws IOException {
        Files.delete(directory.resolve("rows"));
        byName = Optional.of(new Ping.Alive("PONG"));

        assertThat(ping()).isEqualTo(new Ping.Alive("PONG"));
        assertThat(directory.resolve("exec")).doesNotExist();
    }

    @Test
    void whoRefusesThereIsDeadThoughItsContainerRuns() {
        byName = Optional.of(new Ping.Dead(Optional.of(Failure.REFUSED), "connection refused"));

        assertThat(ping()).isEqualTo(new Ping.Dead(Optional.of(Failure.REFUSED), "connection refused"));
    }

    @Test
    void whereItsAddressIsNotReachedItsOwnClientIsAskedAndTheLoginIsInNoArgument() throws IOException {
        inside("[ \"$REDISCLI_AUTH\" = hush ] && echo PONG");

        assertThat(ping())
                .isEqualTo(
                        new Ping.Alive(
                                "redis-cli inside of its container says: PONG; asked in there, because from here: no route to host"));
        assertThat(Files.readString(directory.resolve("exec")))
                .contains("exec -e REDISCLI_AUTH redis redis-cli -p 6379 ping")
                .doesNotContain("hush");
    }

    @Test
    void whatItsOwnClientSaysCountsAndNotThatTheContainerRuns() throws IOException {
        inside("echo 'Could not connect to Redis at 127.0.0.1:6379: Connection refused' >&2; exit 1");
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.failure()).contains(Failure.REFUSED));

        inside("echo 'LOADING Redis is loading the dataset in memory'");
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.words()).contains("LOADING"));

        inside("echo 'NOAUTH Authentication required.'");
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Complaint.class,
                        complaint -> assertThat(complaint.ailing()).isEqualTo(Ping.Ailing.REFUSED));
    }

    @Test
    void whatCannotBeAskedIsUnknownWithTheCommandThatWouldTell() {
        own = OwnClient.ofMongo(27_017);
        byName = Optional.empty();

        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .contains("does not say where it answers")
                                .contains("its image has no mongosh")
                                .contains("docker compose exec -T redis mongosh --quiet --port 27017 --eval"));
    }

    @Test
    void aContainerThatDoesNotRunIsToldAsSuch() throws IOException {
        state("restarting");
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class,
                        dead -> assertThat(dead.words())
                                .contains(
                                        "redis: restarting with 0 (its last words: \"Fatal error, can't open config\")"));

        state("paused");
        assertThat(ping())
                .isInstanceOfSatisfying(
                        Ping.Dead.class, dead -> assertThat(dead.failure()).contains(Failure.NO_ANSWER));
    }

    private void state(String state) throws IOException {
        Files.writeString(directory.resolve("rows"), """
                {"Name":"redis","Service":"redis","State":"%s","Health":"","ExitCode":0}
                """.formatted(state));
    }

    /** What {@code docker exec} does. */
    private void inside(String body) throws IOException {
        FakeTool.in(directory, "docker", """
                case "$1" in
                compose) cat '%1$s/rows' ;;
                logs) echo "Fatal error, can't open config" ;;
                exec) echo "$@" >> '%1$s/exec'; %2$s ;;
                esac
                """.formatted(directory, body));
    }

    private Ping ping() {
        return new ContainedComponent(
                        "Redis",
                        "redis",
                        directory,
                        new Docker(directory.resolve("docker")),
                        KnownNames.NONE,
                        byName.map(Answering::new),
                        () -> own)
                .ping(Deadline.in(Duration.ofMinutes(1)));
    }

    /** A driver that says that. */
    private record Answering(Ping ping) implements Component {

        @Override
        public String who() {
            return "Redis";
        }

        @Override
        public Ping ping(Deadline deadline) {
            return ping;
        }
    }
}
