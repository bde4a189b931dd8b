package openim.verify.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static List<Duration> millis(int... times) {
        return IntStream.of(times).mapToObj(Duration::ofMillis).toList();
    }

    private static Baseline of(int... times) {
        return Baseline.of(millis(times)).orElseThrow();
    }

    @Test
    void fourNightsSayNothing() {
        assertThat(Baseline.of(millis(10, 10, 10, 10))).isEmpty();
        assertThat(Baseline.of(millis(10, 10, 10, 10, 10))).isPresent();
    }

    @Test
    void oneBadNightMovesNothing() {
        Baseline usual = of(100, 101, 99, 100, 9000);

        assertThat(usual.median()).isEqualTo(Duration.ofMillis(100));
        assertThat(usual.isSlower(Duration.ofMillis(160))).isTrue();
    }

    @Test
    void differencesTooSmallToMatterAreIgnored() {
        Baseline usual = of(2, 2, 2, 2, 2, 2);

        assertThat(usual.isSlower(Duration.ofMillis(52)))
                .as("26 times as long, and felt by nobody")
                .isFalse();
        assertThat(usual.isSlower(Duration.ofMillis(53))).isTrue();
    }

    @Test
    void ofLongTimesAShareIsIgnored() {
        Baseline usual = of(2000, 2000, 2000, 2000, 2000);

        assertThat(usual.isSlower(Duration.ofMillis(3000))).isFalse();
        assertThat(usual.isSlower(Duration.ofMillis(3001))).isTrue();
    }

    @Test
    void theToleranceFollowsTheSpread() {
        Baseline steady = of(100, 100, 100, 100, 100, 100, 100);
        Baseline restless = of(40, 60, 80, 100, 120, 140, 160);

        assertThat(steady.isSlower(Duration.ofMillis(300))).isTrue();
        assertThat(restless.isSlower(Duration.ofMillis(300))).isFalse();
        assertThat(restless.isSlower(Duration.ofMillis(500))).isTrue();
    }

    @Test
    void fasterIsNotSlower() {
        assertThat(of(500, 500, 500, 500, 500).isSlower(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(of(1, 2, 3, 5, 8, 13).median()).isEqualTo(Duration.ofMillis(4));
    }
}
