package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import openim.verify.history.Nights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendTest {

    @TempDir
    private Path directory;

    private static final Trend TREND =
            Trend.of(List.of(Nights.good(3, 160), Nights.red(2), Nights.good(1, 20), Nights.good(0, 20)), List.of());

    @Test
    void theOldestIsOnTheLeft() {
        assertThat(TREND.marks())
                .extracting(Trend.Mark::sentence)
                .containsExactly(
                        "2026-11-01 03:00 healthy",
                        "2026-11-02 03:00 healthy",
                        "2026-11-03 03:00 unhealthy: message.pushed, 1 messages lost",
                        "2026-11-04 03:00 healthy");
    }

    @Test
    void aRunThatTimedNothingIsAGapInTheLine() {
        Trend.Chart push = TREND.charts().get(0);

        assertThat(push.step()).isEqualTo("push");
        assertThat(push.scale()).isEqualTo("480 ms");
        assertThat(push.lines().get(0).points()).containsExactly("0.0,57.5 100.0,57.5", "300.0,40.0 300.0,40.0");
        assertThat(push.lines().get(2).points()).containsExactly("0.0,52.5 100.0,52.5", "300.0,0.0 300.0,0.0");
    }

    @Test
    void thePageDrawsVerdictsAndSpeedsAndSaysWhatIsMissing() throws IOException {
        new HtmlReport(directory, Redactor.of(Set.of()), SampleRun.NEXT)
                .write(
                        SampleRun.healthy().noting(List.of("slower than usual: push-p50 320 ms")),
                        Trend.of(List.of(Nights.good(1, 20), Nights.red(0)), List.of("run <x> is lost")));
        String page = Files.readString(directory.resolve(HtmlReport.NAME));

        assertThat(page)
                .contains("<h2 id=\"trend\">", "<h2 id=\"notes\">", "slower than usual: push-p50 320 ms")
                .contains("run &lt;x&gt; is lost", "<polyline class=\"p99\"")
                .contains("title=\"2026-11-01 03:00 unhealthy: message.pushed, 1 messages lost\"");
    }

    @Test
    void aFirstRunDrawsNothing() throws IOException {
        new HtmlReport(directory, Redactor.of(Set.of()), SampleRun.NEXT)
                .write(SampleRun.healthy(), Trend.of(List.of(Nights.good(0, 20)), List.of()));

        assertThat(Files.readString(directory.resolve(HtmlReport.NAME))).doesNotContain("<h2 id=\"trend\">");
    }
}
