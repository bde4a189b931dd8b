package openim.verify.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.canary.AlertState;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.canary.Watched;
import openim.verify.canary.metrics.CanaryMetrics.MetricsEndpoint;
import openim.verify.canary.metrics.CanaryMetrics.Textfile;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryMetricsTest {

    private static final String TARGET = "http://im.example.org:10002";
    private static final String HERE = "target=\"" + TARGET + "\",vantage=\"office\"";

    @TempDir
    Path directory;

    private final CanaryMetrics metrics =
            new CanaryMetrics("0.1.0", new Standpoint(TARGET, "office"), Clock.systemUTC());

    @BeforeEach
    void somethingOfEverythingHappened() {
        Stream.of(Step.values()).forEach(step -> metrics.took(step, Duration.ofMillis(70)));
        metrics.settled(Map.of("delivered", 8L, "lost", 1L));
        Watched.redThenGreen(metrics);
        metrics.failed(CanaryFault.LEDGER, "for a test");
    }

    @Test
    void aLinterFindsNothingWrong() {
        assertThat(Exposition.of(metrics.text()).wrong()).as(metrics.text()).isEmpty();
    }

    @Test
    void theFiguresAreThoseOfWhatHappened() {
        assertThat(metrics.text())
                .contains("openim_verify_healthy{" + HERE + "} 1.0")
                .contains("openim_verify_check_up{check=\"message.pushed\"," + HERE + "} 1.0")
                .contains("openim_verify_rounds_total{round=\"messages\"," + HERE + ",verdict=\"unhealthy\"} 1.0")
                .contains("openim_verify_recovery_seconds_count{" + HERE + "} 1")
                .contains("openim_verify_messages_total{state=\"lost\"," + HERE + "} 1.0")
                .contains("openim_verify_step_seconds_bucket{step=\"push\"," + HERE + ",le=\"0.1\"} 1")
                .contains("openim_verify_errors_total{kind=\"ledger\"," + HERE + "} 1.0")
                .contains("openim_verify_errors_total{kind=\"stuck\"," + HERE + "} 0.0")
                .contains("openim_verify_build_info{" + HERE + ",version=\"0.1.0\"} 1");
    }

    @Test
    void eachSeriesTellsWhatIsWatchedAndFromWhere() {
        assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line).contains(HERE));
    }

    @Test
    void aPlaceThatNobodyNamedIsInNoLabel() {
        assertThat(new CanaryMetrics("0.1.0", new Standpoint(TARGET, ""), Clock.systemUTC()).text())
                .contains("target=\"" + TARGET + "\"")
                .doesNotContain("vantage");
    }

    @Test
    void aWeaknessOfTheBuildIsAFigureOfItsOwnUntilItIsGone() {
        metrics.looked(everythingWith(new Verdict.Weak("lets anybody")), AlertState.well());
        assertThat(metrics.text())
                .contains("openim_verify_check_weak{check=\"message.refused\"," + HERE + "} 1.0")
                .contains("openim_verify_healthy{" + HERE + "} 1.0")
                .doesNotContain("openim_verify_check_up{check=\"message.refused\"," + HERE + "}");
        assertThat(Exposition.of(metrics.text()).wrong()).as(metrics.text()).isEmpty();

        metrics.looked(everythingWith(new Verdict.Healthy("refused")), AlertState.well());
        assertThat(metrics.text())
                .contains("openim_verify_check_up{check=\"message.refused\"," + HERE + "} 1.0")
                .doesNotContain("openim_verify_check_weak{");
    }

    /** A look at everything in which all is green but this. */
    private static CanaryRound everythingWith(Verdict refused) {
        Round round = Round.EVERYTHING;
        List<Observation> seen = round.suite().required().stream()
                .map(check -> new Observation(
                        check,
                        check.value().equals("message.refused") ? refused : new Verdict.Healthy("seen"),
                        List.of(),
                        Instant.EPOCH,
                        Duration.ofMillis(5),
                        List.of()))
                .toList();
        Run run = Run.judged(
                "run",
                round.suite(),
                new Subject("http://im.example.org:10002", "remote", false),
                Instant.EPOCH,
                Duration.ofSeconds(4),
                seen);
        return new CanaryRound(round, Instant.EPOCH, Duration.ofSeconds(9), List.of(run), List.of(), Optional.empty());
    }

    @Test
    void anAgeIsServedAndNotWrittenDown() throws Exception {
        try (MetricsEndpoint endpoint =
                MetricsEndpoint.serving(metrics, InetSocketAddress.createUnresolved("127.0.0.1", 0))) {
            String served = new String(get(endpoint, "text/plain"), StandardCharsets.UTF_8);

            assertThat(Exposition.of(served).wrong()).as(served).isEmpty();
            assertThat(served).contains("openim_verify_last_round_age_seconds{" + HERE + "} ");
            assertThat(metrics.text()).doesNotContain("age_seconds");
        }
    }

    @Test
    void nativeHistogramsAreServedToWhoeverAsksForThem() throws Exception {
        try (MetricsEndpoint endpoint =
                MetricsEndpoint.serving(metrics, InetSocketAddress.createUnresolved("127.0.0.1", 0))) {
            byte[] served = get(
                    endpoint,
                    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");

            assertThat(new String(served, StandardCharsets.ISO_8859_1))
                    .contains("openim_verify_step_seconds")
                    .doesNotContain("# HELP");
        }
    }

    private static byte[] get(MetricsEndpoint endpoint, String accept) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void theFileIsThereAsAWhole() throws IOException {
        Path file = directory.resolve("deep").resolve("openim.prom");

        new Textfile(file).write(metrics.text());
        new Textfile(file).write(metrics.text());

        assertThat(Files.readString(file)).isEqualTo(metrics.text());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
