package openim.verify.rehearsal.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        int many = 8;
        ExecutorService starting = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 20; round++) {
                Path orphan = orphan("openim-rehearsal-4711-" + round);
                CyclicBarrier together = new CyclicBarrier(many);
                List<Future<WorkingDirectory>> started = new ArrayList<>();
                for (int each = 0; each < many; each++) {
                    started.add(starting.submit(() -> {
                        together.await();
                        return WorkingDirectory.createIn(parent);
                    }));
                }
                for (Future<WorkingDirectory> one : started) {
                    one.get().close();
                }
                assertThat(orphan).doesNotExist();
            }
        } finally {
            starting.shutdownNow();
            assertThat(starting.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
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
