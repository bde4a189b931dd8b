package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.RunningProcess.State;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

    @TempDir
    Path directory;

    private Process process;

    @BeforeEach
    void aProcessOfThatDirectoryRuns() throws IOException {
        Path service = Files.copy(Path.of("/bin/sleep"), directory.resolve("openim-fake"));
        assertThat(service.toFile().setExecutable(true)).isTrue();
        process = new ProcessBuilder(service.toString(), "300").start();
    }

    @AfterEach
    void endIt() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private List<RunningProcess> eventually(State state) {
        return Eventually.within(Deadline.in(Duration.ofMinutes(1)), "the test")
                .sees(
                        () -> ProcessTable.under(directory).processes(),
                        Expectation.of(
                                "finds one process " + state,
                                seen -> seen.size() == 1 && seen.get(0).state() == state
                                        ? Judgement.met("found")
                                        : Judgement.notYet(seen.toString())));
    }

    @Test
    void aProcessUnderTheDirectoryIsFoundAndOthersAreNot() {
        RunningProcess found = eventually(State.ALIVE).get(0);

        assertThat(found.pid()).isEqualTo(process.pid());
        assertThat(found.name()).isEqualTo("openim-fake");
        assertThat(found.replaced()).isFalse();
        ProcessTable table = ProcessTable.under(directory);
        assertThat(table.count("openim-fake")).isEqualTo(1);
        assertThat(table.otherUsers()).isEmpty();
    }

    @Test
    void aStoppedProcessIsHungThoughItIsCounted() throws IOException, InterruptedException {
        eventually(State.ALIVE);
        signal("STOP");

        eventually(State.STOPPED);
        ProcessTable table = ProcessTable.under(directory);
        assertThat(table.count("openim-fake")).isEqualTo(1);
        assertThat(table.hung())
                .extracting(RunningProcess::toString)
                .containsExactly("openim-fake (pid " + process.pid() + ", stopped)");
    }

    @Test
    void aProcessThatHasEndedAndThatNobodyCollectedIsNone() throws IOException, InterruptedException {
        eventually(State.ALIVE);
        // The shell becomes a process that collects nobody's children, and only then the child ends.
        Process careless = new ProcessBuilder(
                        "sh",
                        "-c",
                        "(while grep -q '^sh$' /proc/$$/comm; do :; done; exec '" + directory
                                + "/openim-fake' 0) & echo $!; exec sleep 300")
                .start();
        try (var said = careless.inputReader()) {
            Path child = Path.of("/proc", said.readLine(), "stat");
            Eventually.within(Deadline.in(Duration.ofMinutes(1)), "the child")
                    .sees(
                            () -> Files.readString(child),
                            Expectation.of(
                                    "is a zombie",
                                    stat -> stat.contains(") Z ") ? Judgement.met("it is") : Judgement.notYet(stat)));

            ProcessTable table = ProcessTable.under(directory);

            assertThat(table.count("openim-fake")).isEqualTo(1);
            assertThat(table.hung()).isEmpty();
        } finally {
            careless.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessWhoseFileWasReplacedIsStillOurs() throws IOException {
        eventually(State.ALIVE);
        Files.delete(directory.resolve("openim-fake"));

        assertThat(eventually(State.ALIVE).get(0).replaced()).isTrue();
    }

    @Test
    void aDirectoryThatIsNotThereCannotBeLookedAt() {
        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> ProcessTable.under(directory.resolve("nowhere")));
    }

    @Test
    void processesOfAnotherUserAreNamedAsSuch() {
        ProcessTable table = new ProcessTable(
                directory,
                List.of(new RunningProcess(1, directory.resolve("openim-api"), State.ALIVE, "somebody-else", false)));

        assertThat(table.otherUsers()).isEqualTo(Set.of("somebody-else"));
    }
}
