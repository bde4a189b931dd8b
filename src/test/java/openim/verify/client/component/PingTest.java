package openim.verify.client.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Test;

class PingTest {

    @Test
    void theLivingSaysSomethingOfItself() {
        assertThat(new Ping.Alive("PONG").mustBeAlive("Redis")).isEqualTo("PONG");
    }

    @Test
    void theDeadIsAccusedWithTheFailure() {
        Ping dead = new Ping.Dead(Optional.of(Failure.REFUSED), "connection refused");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> dead.mustBeAlive("Redis at r:1"))
                .withMessage("Redis at r:1 refuses connections")
                .satisfies(broken -> assertThat(broken.evidence())
                        .contains(
                                Evidence.of(Evidence.FAILURE, "refused"), Evidence.of(Evidence.FROM, "Redis at r:1")));
    }

    @Test
    void theUnknownIsNoAccusation() {
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> new Ping.Unknown("refuses our credentials").mustBeAlive("Redis"))
                .withMessage("Redis: refuses our credentials");
    }

    @Test
    void aDriverThatCouldNotLookTellsHow() {
        CannotLook driver = new CannotLook("MongoDB: gone", Evidence.of(Evidence.FAILURE, Failure.CUT.word()));

        assertThat(Ping.of(driver)).isEqualTo(new Ping.Dead(Optional.of(Failure.CUT), "MongoDB: gone"));
        assertThat(Ping.of(new CannotLook("odd")).failure()).isEmpty();
    }

    /** Answers with each of these in turn. */
    private static Component answering(Ping... pings) {
        Iterator<Ping> next = List.of(pings).iterator();
        return new Component() {
            @Override
            public String who() {
                return "it";
            }

            @Override
            public Ping ping(Deadline deadline) {
                return next.next();
            }
        };
    }

    @Test
    void whoDoesNotAnswerIsAskedOnceMore() {
        Component slow = answering(Ping.noAnswer("no answer"), new Ping.Alive("yes"));
        assertThat(slow.mustBeAlive(Duration.ofSeconds(1))).isEqualTo("yes");

        Component hung = answering(Ping.noAnswer("no answer"), Ping.noAnswer("no answer"));
        assertThatExceptionOfType(BrokenPromise.class).isThrownBy(() -> hung.mustBeAlive(Duration.ofSeconds(1)));
    }

    @Test
    void whoRefusesOrAnswersBadlyIsNotAskedAgain() {
        Component dead = answering(new Ping.Dead(Optional.of(Failure.REFUSED), "connection refused"));
        assertThatExceptionOfType(BrokenPromise.class).isThrownBy(() -> dead.mustBeAlive(Duration.ofSeconds(1)));

        Component ill = answering(Ping.answeredBadly("LOADING"));
        assertThatExceptionOfType(BrokenPromise.class).isThrownBy(() -> ill.mustBeAlive(Duration.ofSeconds(1)));
    }
}
