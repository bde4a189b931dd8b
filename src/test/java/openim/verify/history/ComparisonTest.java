package openim.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.history.Figure.Percentile;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<PastRun> USUAL = Nights.of(20, 21, 19, 20, 22, 20);
    private static final Figure PUSH = new Figure(Step.PUSH, Percentile.P95);
    private static final Limit LIMIT = new Limit(PUSH, Duration.ofMillis(500), Duration.ofMillis(2000));

    private static List<Latency> push(int millis) {
        return List.of(Nights.speed(Step.PUSH, millis));
    }

    @Test
    void aPushThatIsLateIsSlowerThanUsual() {
        Comparison comparison = Comparison.of(push(320), USUAL, List.of());

        assertThat(comparison.slower())
                .containsExactly(
                        "slower than usual: push-p50 320 ms, usually 20 ms (6 good runs, up to 70 ms is usual)");
        assertThat(comparison.broken()).as("a note, never a fault").isEmpty();
    }

    @Test
    void aUsualPushIsNothingToBeSaid() {
        assertThat(Comparison.of(push(25), USUAL, List.of()))
                .isEqualTo(new Comparison(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void badRunsAreNoMeasure() {
        List<PastRun> past = new ArrayList<>(Nights.of(20, 20, 20, 20));
        past.add(0, Nights.red(4));
        past.add(0, Nights.red(5));

        assertThat(Comparison.of(push(900), past, List.of()).slower()).isEmpty();
    }

    @Test
    void onlyTheLastTwentyCount() {
        List<PastRun> past = new ArrayList<>(Nights.of(new int[30]));
        for (int night = 0; night < Baseline.MOST; night++) {
            past.set(night, Nights.good(night, 400));
        }

        assertThat(Comparison.of(push(420), past, List.of()).slower()).isEmpty();
    }

    @Test
    void aLimitIsKeptWarnedOfOrBroken() {
        assertThat(Comparison.of(push(250), List.of(), List.of(LIMIT)))
                .isEqualTo(new Comparison(List.of(), List.of(), List.of(), List.of()));
        assertThat(Comparison.of(push(251), List.of(), List.of(LIMIT)).warned())
                .containsExactly("push-p95 502 ms is over the warning limit of 500 ms");
        assertThat(Comparison.of(push(1001), List.of(), List.of(LIMIT)).broken())
                .containsExactly("push-p95 2002 ms is over the limit of 2000 ms");
    }

    @Test
    void aLimitWhoseFigureIsNotThereIsSaidToBeUnseen() {
        assertThat(Comparison.of(List.of(), List.of(), List.of(LIMIT)).unseen()).containsExactly(LIMIT);
    }

    @Test
    void aLimitThatWarnsTooLateIsNone() {
        assertThatThrownBy(() -> new Limit(PUSH, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("push-p95");
    }
}
