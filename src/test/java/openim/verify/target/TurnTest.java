package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int MOST = 50;

    private static List<Integer> all(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    @Test
    void noMoreThanFitAreAllLookedAt() {
        assertThat(Turn.at(NOON).of(all(MOST), MOST)).isEqualTo(all(MOST));
    }

    @Test
    void whoeverLooksAgainSoonLooksAtTheSameOnes() {
        assertThat(Turn.at(NOON.plusSeconds(599)).of(all(1000), MOST))
                .isEqualTo(Turn.at(NOON).of(all(1000), MOST))
                .hasSize(MOST)
                .doesNotHaveDuplicates();
    }

    /** A canary of each minute, an hourly one, and one of each night. */
    @ParameterizedTest
    @CsvSource({"10, 100", "60, 100", "1440, 100", "10, 1000", "60, 1000", "1440, 1000", "360, 51"})
    void eachHasItsTurnHoweverOftenSomebodyLooks(int minutes, int number) {
        Set<Integer> seen = new HashSet<>();

        for (int run = 0; run < 12 * number / MOST; run++) {
            seen.addAll(
                    Turn.at(NOON.plus(Duration.ofMinutes((long) minutes * run))).of(all(number), MOST));
        }

        assertThat(seen).hasSize(number);
    }
}
