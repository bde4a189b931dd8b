package openim.verify.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.canary.Alert.Kind;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

class AlertStateTest {

    private static final Duration REPEAT = Duration.ofHours(4);

    private AlertState standing = AlertState.well();

    private Optional<Alert> after(CanaryRound look, Duration later) {
        Instant now = Looks.NOON.plus(later);
        AlertState.Step step = standing.after(look, now, REPEAT);
        standing = step.standing();
        return step.alert();
    }

    private Optional<Kind> kind(CanaryRound look, long minutes) {
        return after(look, Duration.ofMinutes(minutes)).map(Alert::kind);
    }

    private static final CanaryRound GREEN = Looks.of(Looks.green(Round.MESSAGES));
    private static final CanaryRound RED = Looks.of(Looks.red(Round.MESSAGES, "message.pushed", "component.redis"));

    @Test
    void nothingIsSaidAsLongAsAllIsWell() {
        assertThat(kind(GREEN, 0)).isEmpty();
        assertThat(kind(Looks.of(Looks.green(Round.FILES)), 1)).isEmpty();
        assertThat(standing.isWell()).isTrue();
    }

    @Test
    void redIsToldOnceAgainAfterHoursAndGreenWithWhatItHadBeen() {
        Alert red = after(RED, Duration.ofMinutes(1)).orElseThrow();
        assertThat(red.kind()).isEqualTo(Kind.RED);
        assertThat(red.sentence())
                .isEqualTo("unhealthy: component.redis: is dead (red: component.redis, message.pushed)");

        assertThat(kind(RED, 2)).isEmpty();
        assertThat(kind(RED, 240)).isEmpty();
        Alert still = after(RED, Duration.ofMinutes(241)).orElseThrow();
        assertThat(still.kind()).isEqualTo(Kind.STILL);
        assertThat(still.sentence()).startsWith("still unhealthy: ").endsWith(", for 241 min");
        assertThat(kind(RED, 242)).isEmpty();

        Alert green = after(GREEN, Duration.ofMinutes(250)).orElseThrow();
        assertThat(green.kind()).isEqualTo(Kind.GREEN);
        assertThat(green.sentence()).startsWith("healthy again after 250 min; it had been unhealthy: component.redis");
        assertThat(green.troubles())
                .singleElement()
                .extracting(ConfirmedProblem::red)
                .isEqualTo(RED.red());
        assertThat(kind(GREEN, 251)).isEmpty();
    }

    @Test
    void whatIsUnknownAccusesNobodyAndBecomesRedWhenItIs() {
        assertThat(kind(Looks.of(Looks.unknown(Round.MESSAGES)), 1)).contains(Kind.UNKNOWN);
        assertThat(kind(Looks.of(Looks.unknown(Round.MESSAGES)), 2)).isEmpty();
        assertThat(kind(RED, 3)).contains(Kind.RED);
        assertThat(kind(Looks.of(Looks.unknown(Round.MESSAGES)), 4)).isEmpty();
        assertThat(kind(GREEN, 5)).contains(Kind.GREEN);
    }

    @Test
    void aGreenRoundOfMessagesSaysNothingOfARedFile() {
        assertThat(kind(Looks.of(Looks.red(Round.FILES, "file.round-trip")), 1)).contains(Kind.RED);

        assertThat(kind(GREEN, 2)).isEmpty();
        assertThat(standing.isTroubled(Round.FILES)).isTrue();
        assertThat(kind(Looks.of(Looks.green(Round.FILES)), 3)).contains(Kind.GREEN);
    }

    @Test
    void aLargerRoundThatIsGreenTakesTheSmallerOnesTroubleAway() {
        kind(RED, 1);

        assertThat(kind(Looks.of(Looks.green(Round.EVERYTHING)), 2)).contains(Kind.GREEN);
        assertThat(standing).isEqualTo(AlertState.well());
    }

    @Test
    void whatNobodyCouldBeToldOfIsToldWithTheNextLook() {
        standing = standing.owing(after(RED, Duration.ofMinutes(1)).orElseThrow());

        assertThat(kind(RED, 2)).contains(Kind.RED);
    }

    @Test
    void thatAllIsWellAgainIsOwedUntilItIsTold() {
        kind(RED, 1);
        Alert green = after(GREEN, Duration.ofMinutes(5)).orElseThrow();
        standing = standing.owing(green);

        assertThat(standing.isWell()).isTrue();
        assertThat(standing.isOwed(green)).isTrue();
        standing = standing.owing(after(GREEN, Duration.ofMinutes(6)).orElseThrow());
        assertThat(after(GREEN, Duration.ofMinutes(7))).contains(green);
        assertThat(kind(GREEN, 8)).isEmpty();
    }

    @Test
    void thatAllIsWellAgainIsNotOwedWhenItIsNotAnyMore() {
        kind(RED, 1);
        standing = standing.owing(after(GREEN, Duration.ofMinutes(5)).orElseThrow());

        assertThat(kind(RED, 6)).contains(Kind.RED);
        assertThat(standing.owed()).isEmpty();
        assertThat(kind(GREEN, 7)).contains(Kind.GREEN);
        assertThat(kind(GREEN, 8)).isEmpty();
    }

    @Test
    void aSecondLookThatIsGivenUpLeavesTheFirstUnconfirmedAndBelievesNeither() {
        CanaryRound look = CanaryRound.givenUp(
                Round.MESSAGES,
                Looks.NOON,
                Duration.ofSeconds(12),
                List.of(Looks.red(Round.MESSAGES, "message.pushed")),
                "it did not end within 150 s");

        Alert unknown = after(look, Duration.ofMinutes(1)).orElseThrow();

        assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(unknown.sentence())
                .isEqualTo(
                        "undetermined: the first look was unhealthy (message.pushed: is dead), and a second one did not"
                                + " come to its end: it did not end within 150 s (red: message.pushed)");
        assertThat(standing.isRed()).isFalse();
        assertThat(look.exitStatus()).isEqualTo(3);
        assertThat(look.passedBy()).isFalse();
    }

    @Test
    void aLookThatWasNotConfirmedIsGood() {
        CanaryRound passing = CanaryRound.twice(
                Round.MESSAGES,
                Looks.NOON,
                Duration.ofSeconds(12),
                List.of(Looks.red(Round.MESSAGES, "message.pushed")),
                List.of(Looks.green(Round.MESSAGES)));

        assertThat(kind(passing, 1)).isEmpty();
        assertThat(passing.passedBy()).isTrue();
        assertThat(passing.exitStatus()).isZero();
    }

    @Test
    void theFirstCauseComesFirst() {
        assertThat(RED.red()).containsExactly(new CheckId("component.redis"), new CheckId("message.pushed"));
    }
}
