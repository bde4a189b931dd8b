package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import openim.verify.history.Figure;
import openim.verify.history.Figure.Percentile;
import openim.verify.history.Limit;
import openim.verify.history.Nights;
import openim.verify.suite.Run;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.Test;

/** A run as machines read it: a plugin's line, and lines of JSON. */
class MachineLinesTest {

    private static final Limit LIMIT =
            new Limit(new Figure(Step.PUSH, Percentile.P95), Duration.ofMillis(500), Duration.ofMillis(2000));

    private static Run timed(Run run) {
        return run.with(List.of(), List.of(Nights.speed(Step.PUSH, 20)));
    }

    @Test
    void aHealthyRunIsOkWithItsFigures() {
        NagiosLine line = NagiosLine.of(timed(SampleRun.healthy()), List.of(), List.of(LIMIT));

        assertThat(line.status()).isZero();
        assertThat(line.text())
                .isEqualTo(
                        "OPENIM OK - all 14 required checks are green | time=4321ms;;;0 not_proven=6;;;0;22 weak=0;;;0;22"
                                + " push_p50=20ms;;;0 push_p95=40ms;500;2000;0 push_p99=60ms;;;0");
    }

    @Test
    void thePlaceFromWhichItWasSeenIsNamed() throws IOException {
        Run run =
                SampleRun.of(SampleRun.LIVE.from("office")).withoutDirectories().judged();

        assertThat(NagiosLine.of(run, List.of(), List.of()).text())
                .startsWith("OPENIM OK - from office: all 14 required checks are green | ");
        List<String> lines = RunJson.lines(run, Redactor.of(Set.of()));
        assertThat(new ObjectMapper()
                        .readTree(lines.get(lines.size() - 1))
                        .path("vantage")
                        .asText())
                .isEqualTo("office");
    }

    @Test
    void overAWarningLimitIsAWarning() {
        NagiosLine line = NagiosLine.of(
                timed(SampleRun.healthy()),
                List.of("push-p95 600 ms is over the warning limit of 500 ms"),
                List.of(LIMIT));

        assertThat(line.status()).isEqualTo(1);
        assertThat(line.text()).startsWith("OPENIM WARNING - all 14 required checks are green; push-p95 600 ms");
    }

    @Test
    void anUnhealthyRunIsCriticalAndAnUndeterminedOneUnknown() {
        assertThat(NagiosLine.of(SampleRun.authIsDead(), List.of(), List.of()))
                .satisfies(line -> assertThat(line.status()).isEqualTo(2))
                .satisfies(line ->
                        assertThat(line.text()).startsWith("OPENIM CRITICAL - probe.auth: imAdmin got no token"));
        Run unknown = SampleRun.of(SampleRun.LIVE)
                .unknown("probe.auth", "another run uses this account")
                .judged();
        assertThat(NagiosLine.of(unknown, List.of(), List.of()).status()).isEqualTo(3);
        assertThat(NagiosLine.unknown("openim.host: is missing").text())
                .isEqualTo("OPENIM UNKNOWN - openim.host: is missing");
    }

    @Test
    void whatAServerSaysBreaksNoLineAndAddsNoFigure() {
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "answered\n| fake=1;;; <html>")
                .judged();

        String line = NagiosLine.of(run, List.of(), List.of()).text();

        assertThat(line.lines()).hasSize(1);
        assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(1);
    }

    @Test
    void aRehearsalSaysSo() {
        assertThat(NagiosLine.of(SampleRun.rehearsal(), List.of(), List.of()).text())
                .startsWith("OPENIM OK - REHEARSAL ");
    }

    @Test
    void eachCheckIsALineOfJsonAndTheVerdictTheLast() throws IOException {
        Redactor redactor = Redactor.of(Set.of("planted-secret"));
        Run run = timed(SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "said planted-secret")
                .judged());

        List<String> lines = RunJson.lines(run, redactor);

        assertThat(lines).hasSize(22 + 1 + 1).noneMatch(line -> line.contains("planted"));
        ObjectMapper json = new ObjectMapper();
        for (String line : lines) {
            assertThat(json.readTree(line).path("type").asText()).isIn("check", "latency", "verdict");
        }
        JsonNode last = json.readTree(lines.get(lines.size() - 1));
        assertThat(last.path("verdict").asText()).isEqualTo("unhealthy");
        assertThat(last.path("firstCause").asText()).isEqualTo("probe.api");
        assertThat(last.path("exitStatus").asInt()).isEqualTo(1);
    }
}
