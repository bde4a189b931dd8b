package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DetachedRunTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private DetachedRun run(String body) throws Exception {
        Path tool = FakeTool.in(directory, "tool", body);
        return DetachedRun.start(List.of(tool.toString(), "start"), directory, directory.resolve("out"));
    }

    @Test
    void itHasASessionOfItsOwnAndWritesToAFile() throws Exception {
        DetachedRun run = run("cut -d' ' -f6 /proc/self/stat; read line && echo heard; exit 3");

        assertThat(run.await(Deadline.in(LONG))).hasValue(3);
        assertThat(run.written().strip()).isEqualTo(String.valueOf(run.pid()));
    }

    @Test
    void atItsEndOnlyTheToolIsEndedAndWhatRunsOutOfTheDirectoryLives() throws Exception {
        Files.copy(
                Path.of("/bin/sleep"), directory.resolve("service"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        DetachedRun run = run("'" + directory.resolve("service") + "' 300 & sleep 300");
        awaitService(1);

        run.endAlone(directory);

        assertThat(run.await(Deadline.in(LONG))).isPresent();
        assertThat(ProcessTable.under(directory).count("service")).isEqualTo(1);
        ProcessTable.under(directory)
                .processes()
                .forEach(left -> ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void aLaterRunFindsItByItsNumberAndItsBeginning() throws Exception {
        DetachedRun run = run("sleep 300");
        try {
            assertThat(DetachedRun.left(run.pid(), run.startedAt())).isPresent();
            assertThat(DetachedRun.left(run.pid(), run.startedAt().plusSeconds(1)))
                    .as("the clock was set since")
                    .isPresent();
            assertThat(DetachedRun.left(run.pid(), run.startedAt().minusSeconds(3600)))
                    .isEmpty();
        } finally {
            run.endAlone(directory);
        }
        assertThat(run.await(Deadline.in(LONG))).isPresent();
    }

    private void awaitService(int count) {
        Eventually.within(Deadline.in(LONG), "the service")
                .sees(
                        () -> ProcessTable.under(directory).count("service"),
                        Expectation.of("runs", seen -> seen == count ? Judgement.met("runs") : Judgement.notYet("no")));
    }
}
