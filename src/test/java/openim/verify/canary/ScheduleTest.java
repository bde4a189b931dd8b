package openim.verify.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Pace PACE = new Pace(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofHours(6));

    /** Without jitter. */
    private static final double MIDDLE = 0.5;

    private final Schedule schedule = new Schedule(PACE, () -> MIDDLE, NOON, Optional.empty());

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void filesAreLookedAtFirstAndMessagesEachMinuteAfterThat() {
        assertThat(schedule.due(NOON)).contains(Round.FILES);
        schedule.made(Round.FILES, NOON, false);

        assertThat(schedule.due(after(59))).isEmpty();
        assertThat(schedule.pause(after(20))).isEqualTo(Duration.ofSeconds(40));
        assertThat(schedule.due(after(60))).contains(Round.MESSAGES);
        schedule.made(Round.MESSAGES, after(60), false);
        assertThat(schedule.due(after(119))).isEmpty();
        assertThat(schedule.due(after(600)))
                .as("a round that includes the other")
                .contains(Round.FILES);
    }

    @Test
    void whileSomethingIsRedItLooksSooner() {
        schedule.made(Round.FILES, NOON, true);

        assertThat(schedule.pause(NOON)).isEqualTo(Duration.ofSeconds(15));
        assertThat(schedule.due(after(15))).as("what was red is looked at").contains(Round.FILES);
    }

    @Test
    void everythingIsDueWhenItsIntervalHasPassedSinceItWasLookedAtLast() {
        Schedule restarted = new Schedule(PACE, () -> MIDDLE, NOON, Optional.of(NOON.minus(Duration.ofHours(7))));

        assertThat(restarted.due(NOON)).contains(Round.EVERYTHING);
        restarted.made(Round.EVERYTHING, NOON, false);
        assertThat(restarted.due(after(30))).isEmpty();
        assertThat(schedule.due(after(6 * 3600 - 1))).contains(Round.FILES);
        assertThat(schedule.due(after(6 * 3600))).contains(Round.EVERYTHING);
    }

    @Test
    void aTenthOfTheIntervalIsLeftToChance() {
        Schedule early = new Schedule(PACE, () -> 0, NOON, Optional.empty());
        Schedule late = new Schedule(PACE, () -> 1, NOON, Optional.empty());
        early.made(Round.FILES, NOON, false);
        late.made(Round.FILES, NOON, false);

        assertThat(early.pause(NOON)).isEqualTo(Duration.ofSeconds(54));
        assertThat(late.pause(NOON)).isEqualTo(Duration.ofSeconds(66));
    }

    @Test
    void aRoundThatTookLongerThanItsIntervalIsFollowedByOneAndNotByMany() {
        schedule.made(Round.FILES, NOON, false);
        assertThat(schedule.due(after(300))).contains(Round.MESSAGES);
        schedule.made(Round.MESSAGES, after(300), false);

        assertThat(schedule.due(after(301))).isEmpty();
    }

    @Test
    void whatIsNotAskedForIsNeverDue() {
        Schedule messages = new Schedule(
                new Pace(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO), () -> MIDDLE, NOON, Optional.empty());

        assertThat(messages.due(after(999_999))).contains(Round.MESSAGES);
        messages.made(Round.MESSAGES, after(999_999), true);
        assertThat(messages.due(after(999_999))).isEmpty();
    }
}
