package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.run.RunHistory;
import openim.verify.history.Nights;
import openim.verify.history.RunDatabase;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push that is 300 ms later than it used to be: said, and held against nobody unless a limit says so. */
class SlowPushTest {

    private static final int FEW_NIGHTS = 4;
    private static final int ENOUGH_NIGHTS = 6;

    @TempDir
    Path reports;

    @BeforeEach
    void slowDown() {
        Rehearsed.shared().lies().tell(Lie.PUSHES_LATE);
    }

    @AfterEach
    void asBefore() {
        Rehearsed.shared().lies().recantAll();
    }

    /** Earlier smokes, whose pushes took 5 ms. */
    private void nights(int number) {
        try (RunDatabase chronicle = RunDatabase.in(reports, 100)) {
            for (int night = 0; night < number; night++) {
                chronicle.add(Nights.good(RunHistory.REHEARSALS, "smoke", night, 5));
            }
        }
    }

    @Test
    void isSlowerThanUsualAndHealthyStill() {
        nights(ENOUGH_NIGHTS);

        var smoke = Rehearsed.reportingTo(reports).smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.run().notes()).anyMatch(note -> note.startsWith("slower than usual: push-p50"));
        assertThat(smoke.output()).contains("slower than usual: push-p50");
    }

    @Test
    void isNotSlowerThanAnythingAsLongAsNobodyKnowsWhatIsUsual() {
        nights(FEW_NIGHTS);

        var smoke = Rehearsed.reportingTo(reports).smoke();

        assertThat(smoke.run().notes()).as(smoke.output()).noneMatch(note -> note.contains("slower"));
    }

    @Test
    void isUnhealthyIfALimitSaysSo() {
        var smoke = Rehearsed.reportingTo(reports)
                .with("openim.limit.push-p95", "100ms,200ms")
                .smoke();

        assertThat(smoke.red()).as(smoke.output()).containsExactly("speed.limits");
        assertThat(smoke.run().exitStatus()).isEqualTo(1);
    }
}
