package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import openim.verify.report.HtmlReport.Gantt;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GanttTest {

    private static Run run(Duration took, Observation... seen) {
        return Run.judged("run-1", SampleRun.SMOKE, SampleRun.LIVE, SampleRun.NOON, took, List.of(seen));
    }

    private static Observation seen(String check, long at, long took) {
        return new Observation(
                new CheckId(check),
                new Verdict.Healthy("seen"),
                List.of(),
                SampleRun.NOON.plusMillis(at),
                Duration.ofMillis(took),
                List.of());
    }

    private static Gantt.Bar bar(Gantt gantt, String check) {
        return gantt.bars().stream()
                .filter(bar -> bar.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBarLiesWhereItsLookLay() {
        Gantt gantt = Gantt.of(run(Duration.ofSeconds(4), seen("probe.api", 1000, 500), seen("probe.auth", 0, 1000)));

        assertThat(bar(gantt, "probe.api")).satisfies(bar -> {
            assertThat(bar.from()).isEqualTo("25.00%");
            assertThat(bar.width()).isEqualTo("12.50%");
            assertThat(bar.sentence()).isEqualTo("probe.api, ok: 500 ms, from 1.0 s");
        });
        assertThat(gantt.bars().get(0).check()).as("which ended first").isEqualTo("probe.auth");
        assertThat(gantt.bars().get(1).check()).isEqualTo("probe.api");
    }

    @Test
    void waitingForOthersIsDrawnApartFromTheLookItself() {
        Observation seen = new Observation(
                new CheckId("message.pushed"),
                new Verdict.Healthy("seen"),
                List.of(),
                SampleRun.NOON,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                List.of());

        Gantt.Bar bar = bar(Gantt.of(run(Duration.ofSeconds(4), seen)), "message.pushed");

        assertThat(bar.waitedFrom()).isEqualTo("0.00%");
        assertThat(bar.waitedWidth()).isEqualTo(bar.from()).isEqualTo("75.00%");
        assertThat(bar.width()).isEqualTo("25.00%");
        assertThat(bar.time()).isEqualTo("1.0 s");
        assertThat(bar.sentence()).endsWith("after a wait of 3.0 s");
    }

    @Test
    void nothingLiesOutsideThePicture() {
        Gantt gantt = Gantt.of(run(
                Duration.ofSeconds(1),
                seen("probe.api", -500, 100),
                seen("probe.auth", 900, 2000),
                seen("probe.gateway", 2900, 0)));

        assertThat(gantt.bars()).allSatisfy(bar -> {
            double from = Double.parseDouble(bar.from().replace("%", ""));
            double width = Double.parseDouble(bar.width().replace("%", ""));
            assertThat(from).isBetween(0.0, 100.0);
            assertThat(width).as("seen").isPositive();
            assertThat(from + width).isLessThan(100.02);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 340, 1000, 4321, 17_000, 59_999, 3_600_000})
    void theAxisHasAFewRoundTicksForEachLength(long millis) {
        Gantt gantt = Gantt.of(run(Duration.ofMillis(millis)));

        assertThat(gantt.ticks()).hasSizeBetween(1, 6);
        assertThat(gantt.ticks().get(0).label()).isEqualTo("0");
    }
}
