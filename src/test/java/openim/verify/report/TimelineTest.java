package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {

    private static final Timeline TIMELINE = new Timeline(
            "recover of http://10.0.0.5:10002",
            Instant.parse("2026-11-24T03:00:00Z"),
            List.of(
                    new Timeline.Moment(Duration.ofSeconds(42), "open", "gate open"),
                    new Timeline.Moment(
                            Duration.ZERO, "red", "message.pushed: <b>nothing</b> came, token s3cret-token")),
            List.of(Duration.ofSeconds(31)));

    @TempDir
    Path directory;

    @Test
    void momentsStandInTheOrderOfTimeAndEarlierRecoveriesBeside() {
        assertThat(TIMELINE.lines())
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).contains("+0.0 s").contains("red"),
                        second -> assertThat(second).contains("+42.0 s").contains("gate open"),
                        third -> assertThat(third).contains("earlier recoveries here took 31"));
    }

    @Test
    void ofManyEarlierRecoveriesTheRangeAndTheMedianAreTold() {
        Timeline timeline = new Timeline(
                "recover",
                Instant.EPOCH,
                List.of(),
                IntStream.of(95, 31, 200, 62, 40).mapToObj(Duration::ofSeconds).toList());

        assertThat(timeline.comparison())
                .isEqualTo("5 earlier recoveries here took 31.0 s to 3 min 20 s, half of them no more than 1 min 2 s");
    }

    @Test
    void thePageHoldsNoSecretAndNoForeignMarkup() throws Exception {
        Path page = directory.resolve("timeline.html");

        new TimelinePage(page, Redactor.of(List.of("s3cret-token"))).write(TIMELINE);

        assertThat(Files.readString(page))
                .contains("message.pushed")
                .contains("left:100.00%")
                .doesNotContain("s3cret-token")
                .doesNotContain("<b>nothing</b>");
    }
}
