package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MageTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    private static final String ALL_WELL = """
            [2026-11-24 14:04:17 UTC] \u001B[0;32mAll services are running normally.\u001B[0m
            [2026-11-24 14:04:17 UTC] \u001B[0;34mDisplay details of the ports listened to by the service:\u001B[0m
            [2026-11-24 14:04:18 UTC] \u001B[0;32mCmdline: /im/_output/bin/platforms/linux/amd64/openim-push -i 0 -c /im/config/, PID: 11 is listening on ports: 10170, 12170\u001B[0m
            [2026-11-24 14:04:18 UTC] \u001B[0;32mCmdline: /im/_output/bin/platforms/linux/amd64/openim-push -i 1 -c /im/config/, PID: 12 is not listening on any ports.\u001B[0m
            [2026-11-24 14:04:18 UTC] \u001B[0;32mCmdline: /im/_output/bin/platforms/linux/amd64/openim-api -i 0 -c /im/config/, PID: 13 is listening on ports: 10002\u001B[0m
            """;

    private static final String ONE_MISSING = """
            [2026-11-24 14:04:17 UTC] \u001B[0;31mSome programs are not running properly:\u001B[0m
            \u001B[0;31mbinary openim-push is not running as expected: /im/_output/bin/platforms/linux/amd64/openim-push expected 2 processes, but 1 running\u001B[0m
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void aCheckoutThatWasBuilt() throws IOException {
        Files.writeString(
                directory.resolve("start-config.yml"), "serviceBinaries:\n  openim-api: 1\n  openim-push: 2\n");
        Files.createDirectory(directory.resolve("_output"));
    }

    private ProcessReport check(String words, int exit) throws IOException {
        return new Mage(FakeTool.saying(directory, "mage", words, exit)).check(directory, LONG);
    }

    @Test
    void eachListedProcessIsCounted() throws IOException {
        ProcessReport report = check(ALL_WELL, 0);

        assertThat(report.counts())
                .containsExactly(new ProcessCount("openim-api", 1, 1), new ProcessCount("openim-push", 2, 2));
        assertThat(report.wrong()).isEmpty();
    }

    @Test
    void aMissingProcessIsNamedAndTheRestIsAsExpected() throws IOException {
        ProcessReport report = check(ONE_MISSING, 1);

        assertThat(report.wrong()).containsExactly(new ProcessCount("openim-push", 2, 1));
        assertThat(report.counts()).contains(new ProcessCount("openim-api", 1, 1));
        assertThat(report.exit()).isEqualTo(1);
    }

    @Test
    void aProcessThatDiedBetweenCountAndListIsMissedInSpiteOfExitStatusZero() throws IOException {
        String words =
                ALL_WELL.replaceAll(".*openim-api.*\n", "No running processes found for binary: /im/openim-api\n");

        assertThat(check(words, 0).wrong()).containsExactly(new ProcessCount("openim-api", 1, 0));
    }

    @Test
    void exitStatusZeroWithoutANameProvesNothing() {
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> check("All services are running normally.\n", 0))
                .withMessageContaining("named no process");
    }

    @Test
    void aMagefileThatDoesNotCompileIsNoAccusation() {
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> check("Error: exec: \"go\": executable file not found in $PATH\n", 1))
                .withMessageContaining("executable file not found");
    }

    @Test
    void aHungMageIsEndedAtTheDeadline() throws IOException {
        Mage hung = new Mage(FakeTool.in(directory, "mage", "exec sleep 300"));

        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> hung.check(directory, Deadline.in(Duration.ofMillis(300))))
                .withMessageContaining("killed after");
    }

    @Test
    void withoutMageOrCheckoutNobodyLooks() throws IOException {
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> new Mage(directory.resolve("nowhere")).check(directory, LONG))
                .withMessageContaining("mage was not found");

        Files.delete(directory.resolve("start-config.yml"));
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> check(ALL_WELL, 0))
                .withMessageContaining("start-config.yml");
    }

    @Test
    void aCheckoutThatWasNeverBuiltRunsNothingFromHere() throws IOException {
        Files.delete(directory.resolve("_output"));
        String nothing = ONE_MISSING.replace("but 1 running", "but 0 running")
                + "binary openim-api is not running as expected: /im/openim-api expected 1 processes, but 0 running\n";

        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> check(nothing, 1))
                .withMessageContaining("never built");
    }

    @Test
    void ifEveryProcessIsDeadInABuiltCheckoutEachIsNamed() throws IOException {
        String nothing = ONE_MISSING.replace("but 1 running", "but 0 running")
                + "binary openim-api is not running as expected: /im/openim-api expected 1 processes, but 0 running\n";

        assertThat(check(nothing, 1).wrong()).hasSize(2);
    }
}
