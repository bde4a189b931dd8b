package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.app.canary.CanaryPlaces.CanarySearches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanarySearchesTest {

    private static final int MOST = 144;
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final int ROUNDS_IN_A_DAY = 1440;

    /** As many as a round would make if nobody kept it from it. */
    private static final int WANTED = 9;

    @TempDir
    Path directory;

    /** A clock that goes on when it is told. */
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-11-28T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hand clock = new Hand();
    private final AtomicInteger made = new AtomicInteger();

    private CanarySearches searches() {
        return new CanarySearches(
                MOST, directory.resolve("canary").resolve("searches"), clock, clock, made::incrementAndGet);
    }

    private int round(CanarySearches searches) {
        int before = made.get();
        for (int search = 0; search < WANTED; search++) {
            searches.refusal();
        }
        clock.now = clock.now.plus(ROUND);
        return made.get() - before;
    }

    @Test
    void inADayThereAreNoMoreThanAreSetAndTheLastRoundMakesNoMoreThanTheFirst() {
        CanarySearches searches = searches();
        int first = round(searches);
        int most = 0;
        for (int round = 1; round < ROUNDS_IN_A_DAY; round++) {
            most = Math.max(most, round(searches));
        }

        assertThat(made.get()).isBetween(MOST - 5, MOST);
        assertThat(first).isEqualTo(3);
        assertThat(most).isEqualTo(1);
    }

    @Test
    void theyAreSpreadOverTheDay() {
        CanarySearches searches = searches();
        for (int round = 0; round < ROUNDS_IN_A_DAY / 2; round++) {
            round(searches);
        }

        assertThat(made.get()).isBetween(MOST / 2, MOST / 2 + 3);
    }

    @Test
    void aCanaryThatIsBegunAgainAndAgainMakesNoMore() {
        for (int start = 0; start < 200; start++) {
            searches().refusal();
        }

        assertThat(made).hasValue(MOST);
        assertThat(searches().refusal().orElseThrow()).contains("144 times a day", "openim.canary.searches");
        clock.now = clock.now.plus(Duration.ofDays(1));
        assertThat(searches().refusal()).isEmpty();
    }

    @Test
    void whereNothingCanBeRememberedItIsCountedNevertheless() throws Exception {
        Files.writeString(directory.resolve("canary"), "");
        CanarySearches searches = searches();

        round(searches);

        assertThat(made).hasValue(3);
    }
}
