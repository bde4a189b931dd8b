package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import openim.verify.host.RunningProcess;
import openim.verify.probe.SpareResources.OpenHandles;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Field case B10: file descriptors at their limit. */
class OpenHandlesTest {

    private static final RunningProcess GATEWAY = new RunningProcess(
            7, Path.of("/opt/open-im-server/_output/openim-msggateway"), RunningProcess.State.ALIVE, "openim", false);

    @TempDir
    private Path entry;

    private OpenHandles with(int open, int most) throws IOException {
        Files.createDirectories(entry.resolve("fd"));
        for (int i = 0; i < open; i++) {
            Files.writeString(entry.resolve("fd").resolve(String.valueOf(i)), "");
        }
        Files.writeString(entry.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             95000                95000                processes
                Max open files            %d                   4096                 files
                """.formatted(most));
        return OpenHandles.of(GATEWAY, entry).orElseThrow();
    }

    @Test
    @DisplayName("field case B10: a process at its limit of open files has none left")
    void atItsLimitThereAreNoneLeft() throws IOException {
        assertThat(with(63, 64).areSpent()).isTrue();
        assertThat(with(63, 64)).hasToString("openim-msggateway (pid 7) has 63 of 64 file handles open");
    }

    @Test
    void belowItThereAre() throws IOException {
        assertThat(with(10, 64).areSpent()).isFalse();
    }

    @Test
    void whoHasEndedTellsNothing() {
        assertThat(OpenHandles.of(GATEWAY, entry.resolve("none"))).isEmpty();
    }
}
