package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final UserId ALICE = new UserId("oiv01a");
    private static final UserId BOB = new UserId("oiv01b");

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreThoseOfWhatWasTimed() {
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.took(Step.ACKNOWLEDGE, Duration.ofMillis(millis));
        }

        assertThat(latencies.summaries()).singleElement().satisfies(acknowledge -> {
            assertThat(acknowledge.step()).isEqualTo(Step.ACKNOWLEDGE);
            assertThat(acknowledge.count()).isEqualTo(1000);
            assertIsAbout(acknowledge.median(), 500);
            assertIsAbout(acknowledge.p90(), 900);
            assertIsAbout(acknowledge.p95(), 950);
            assertIsAbout(acknowledge.p99(), 990);
            assertIsAbout(acknowledge.slowest(), 1000);
        });
    }

    @Test
    void whatWasNeverTimedIsNotThere() {
        assertThat(latencies.summaries()).isEmpty();
    }

    @Test
    void aPushIsTimedOnceAtItsReceiverAndNotAtItsSender() {
        MessageId message = MessageId.fresh();
        latencies.departs(message, ALICE);
        latencies.arrives(message, ALICE, Instant.now());
        assertThat(latencies.summaries()).isEmpty();

        latencies.arrives(message, BOB, Instant.now().plusSeconds(2));
        latencies.arrives(message, BOB, Instant.now().plusSeconds(9));
        latencies.arrives(MessageId.fresh(), BOB, Instant.now());

        assertThat(latencies.summaries()).extracting(Latency::step).containsExactly(Step.PUSH);
        assertThat(latencies.summaries().get(0).count()).isEqualTo(1);
        assertThat(latencies.summaries().get(0).slowest()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(4000));
    }

    private static void assertIsAbout(Duration time, long millis) {
        assertThat(time.toMillis()).isCloseTo(millis, Percentage.withPercentage(2));
    }
}
