package openim.verify.rehearsal.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import openim.verify.AtOnce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkingDirectoryTest {

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
    void thoseThatNobodyHoldsAreSweptAndThoseOfTheLivingLeft() throws IOException {
        Path orphan = orphan("openim-rehearsal-4711-1");
        Path foreign = Files.createDirectory(parent.resolve("something-else"));
        try (WorkingDirectory another = WorkingDirectory.createIn(parent);
                WorkingDirectory directory = WorkingDirectory.createIn(parent)) {
            assertThat(orphan).doesNotExist();
            assertThat(another.path()).exists();
            assertThat(foreign).exists();
            assertThat(directory.path()).exists();
        }
        assertThat(parent)
                .isDirectoryContaining(foreign::equals)
                .isDirectoryNotContaining(path -> !path.equals(foreign));
    }

    @Test
    void whoWasKilledWhileSweepingLeavesTheRestToTheNext() throws IOException {
        Path lock = Files.createFile(parent.resolve("openim-rehearsal-4711-1.lock"));
        WorkingDirectory.createIn(parent).close();
        assertThat(lock).doesNotExist();
    }

    @Test
    void manyThatStartAtOnceDoNotStumbleOverEachOther() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path orphan = orphan("openim-rehearsal-4711-" + round);
            List<WorkingDirectory> started = AtOnce.done(8, () -> WorkingDirectory.createIn(parent));
            started.forEach(WorkingDirectory::close);
            assertThat(orphan).doesNotExist();
        }
    }

    /** One whose process was killed, with something in it. */
    private Path orphan(String name) throws IOException {
        Path orphan = parent.resolve(name);
        for (int partition = 0; partition < 16; partition++) {
            Path topic = Files.createDirectories(orphan.resolve("kafka/toPush-" + partition));
            Files.writeString(topic.resolve("00000000000000000000.log"), "records");
        }
        Files.createFile(parent.resolve(name + ".lock"));
        return orphan;
    }
}
