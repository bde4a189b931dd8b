package openim.verify.rehearsal.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDirectoryTest {

    /** More than any process id. */
    private static final String NOBODY = "4194305";

    @TempDir
    private Path parent;

    @Test
    void itGoesWithAllThatIsInIt() throws IOException {
        WorkingDirectory directory = WorkingDirectory.createIn(parent);
        Files.createDirectories(directory.path().resolve("a/b"));
        Files.writeString(directory.path().resolve("a/b/file"), "content");
        directory.close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void thoseOfDeadProcessesAreSweptAndThoseOfTheLivingLeft() throws IOException {
        Path orphan = Files.createDirectories(parent.resolve("openim-rehearsal-" + NOBODY + "-1/kafka"))
                .getParent();
        Path another = Files.createDirectory(
                parent.resolve("openim-rehearsal-" + ProcessHandle.current().pid() + "-1"));
        Path foreign = Files.createDirectory(parent.resolve("something-else"));
        try (WorkingDirectory directory = WorkingDirectory.createIn(parent)) {
            assertThat(orphan).doesNotExist();
            assertThat(another).exists();
            assertThat(foreign).exists();
            assertThat(directory.path()).exists();
        }
    }
}
