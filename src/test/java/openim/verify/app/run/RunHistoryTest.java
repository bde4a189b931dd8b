package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import openim.verify.app.Rehearsed;
import openim.verify.history.PastRun;
import openim.verify.history.RunDatabase;
import openim.verify.suite.Suites;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What smokes on the rehearsal leave in the history. */
class RunHistoryTest {

    @TempDir
    Path reports;

    private List<PastRun> kept() {
        try (RunDatabase chronicle = RunDatabase.in(reports, 100)) {
            return chronicle.last(RunHistory.REHEARSALS, 10);
        }
    }

    @Test
    void everyRunIsKeptWithItsChecksAndItsFigures() {
        var rehearsed = Rehearsed.reportingTo(reports);
        var first = rehearsed.smoke();
        var second = rehearsed.smoke();

        assertThat(kept())
                .extracting(PastRun::id)
                .containsExactly(second.run().id(), first.run().id());
        PastRun newest = kept().get(0);
        assertThat(newest.isGood()).as(second.output()).isTrue();
        assertThat(newest.looks()).hasSameSizeAs(Suites.SMOKE.checks());
        assertThat(newest.speeds()).extracting(Latency::step).contains(Step.ACKNOWLEDGE, Step.PUSH, Step.UPLOAD);
        assertThat(newest.identity()).contains("accounts");
        assertThat(newest.versions()).containsKey("verifier");
        assertThat(second.output()).doesNotContain("is lost");
    }

    @Test
    void aHistoryThatWasLostIsSaidAndStopsNothing() throws IOException {
        var rehearsed = Rehearsed.reportingTo(reports);
        rehearsed.smoke();
        Files.delete(RunDatabase.file(reports));

        var smoke = rehearsed.smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.run().notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("the history does not know it", "is lost"));
        assertThat(rehearsed.smoke().run().notes()).as("said by one run").isEmpty();
    }

    @Test
    void aHistoryThatCannotBeWrittenIsSaidAndStopsNothing() throws IOException {
        Files.writeString(reports.resolve("history"), "a file where the directory should be");

        var smoke = Rehearsed.reportingTo(reports).smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.run().notes()).anyMatch(note -> note.contains("nothing is compared"));
    }

    @Test
    void aLimitThatIsBrokenIsUnhealthy() {
        var smoke = Rehearsed.reportingTo(reports)
                .with("openim.limit.acknowledge-p95", "1ms,1ms")
                .smoke();

        assertThat(smoke.red()).as(smoke.output()).containsExactly("speed.limits");
        assertThat(smoke.run().exitStatus()).isEqualTo(1);
        assertThat(smoke.output().replaceAll("\\s+", " ")).contains("acknowledge-p95", "is over the limit of 1 ms");
    }

    @Test
    void aLimitThatIsKeptIsGreen() {
        var smoke = Rehearsed.reportingTo(reports)
                .with("openim.limit.push-p95", "50s,60s")
                .smoke();

        assertThat(smoke.green()).as(smoke.output()).contains("speed.limits");
        assertThat(smoke.run().exitStatus()).isZero();
    }
}
