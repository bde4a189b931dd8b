package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    @TempDir
    Path directory;

    @Test
    void argumentsAreNeverInterpreted() throws IOException {
        Path tool = FakeTool.in(directory, "echo-args", "printf '%s|' \"$@\"");

        CommandResult result =
                Command.in(directory, tool, "$HOME", "a b", ";rm x", "*").run(LONG);

        assertThat(result.out()).isEqualTo("$HOME|a b|;rm x|*|");
    }

    @Test
    void theToolReadsNothingAndItsExitStatusIsKept() throws IOException {
        Path tool = FakeTool.in(directory, "reader", "cat; pwd; echo oops >&2; exit 3");

        CommandResult result = Command.in(directory, tool).run(LONG);

        assertThat(result.exit()).hasValue(3);
        assertThat(result.out().strip()).isEqualTo(directory.toRealPath().toString());
        assertThat(result.lastWords()).isEqualTo("oops");
    }

    @Test
    void theDeadlineKillsTheToolAndItsChildren() throws IOException {
        Path tool = FakeTool.in(directory, "hangs", "sleep 300 & echo $! > child; echo started; wait");

        CommandResult result = Command.in(directory, tool).run(Deadline.in(Duration.ofSeconds(2)));

        assertThat(result.inTime()).isFalse();
        assertThat(result.out()).startsWith("started");
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        Eventually.within(LONG, "the test")
                .sees(
                        () -> ProcessHandle.of(child)
                                .filter(ProcessHandle::isAlive)
                                .isPresent(),
                        Expectation.of(
                                "finds the child dead",
                                alive -> alive ? Judgement.notYet("alive") : Judgement.met("dead")));
    }

    @Test
    void coloursAreTakenOffTheOutput() throws IOException {
        Path tool = FakeTool.saying(directory, "colours", "\u001B[0;31mred\u001B[0m\n", 0);

        assertThat(Command.in(directory, tool).run(LONG).out()).isEqualTo("red\n");
    }

    @Test
    void aToolThatIsNotThereCannotBeLookedThrough() {
        Command missing = Command.in(directory, directory.resolve("nothing"), "check");

        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> missing.run(LONG))
                .withMessageContaining("nothing check");
    }

    @Test
    void ofTheEnvironmentNoSecretIsPassedOn() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH",
                "/bin",
                "HOME",
                "/root",
                "GOPATH",
                "/go",
                "DOCKER_HOST",
                "unix:///x",
                "COMPOSE_PROJECT_NAME",
                "another",
                "OPENIM_SECRET",
                "s",
                "AWS_SECRET_ACCESS_KEY",
                "k",
                "GOAUTH",
                "netrc",
                "MAVEN_OPTS",
                "-X"));

        AllowedEnvironment.reduce(environment);

        assertThat(environment.keySet())
                .containsExactlyInAnyOrderElementsOf(List.of("PATH", "HOME", "GOPATH", "DOCKER_HOST"));
    }
}
