package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import openim.verify.app.run.RunObservations.Stall;
import org.junit.jupiter.api.Test;

/** A process that stood still knows it, and one that did not says nothing. */
class StallTest {

    private final Stall stall = Stall.unwatched();
    private final long began = System.nanoTime();

    private void beatAfter(long millis) {
        stall.beat(began + Duration.ofMillis(millis).toNanos());
    }

    @Test
    void anEvenHeartSaysNothing() {
        for (int beat = 1; beat <= 50; beat++) {
            beatAfter(100L * beat);
        }

        assertThat(stall.words()).isEmpty();
    }

    @Test
    void theLongestPauseIsTold() {
        beatAfter(100);
        beatAfter(3300);
        beatAfter(4900);

        assertThat(stall.words().orElseThrow())
                .contains("stood still for 3.1 s")
                .contains("may be well");
    }
}
