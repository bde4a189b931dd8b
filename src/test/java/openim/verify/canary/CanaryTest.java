package openim.verify.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import openim.verify.await.SteadyClock;
import openim.verify.canary.Alert.Kind;
import openim.verify.history.RunOrigin;
import openim.verify.suite.Run;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class CanaryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A clock that stands still unless it is put forward. */
    private static final class Hand extends Clock {

        private Instant now = Looks.NOON;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** By which ages are measured. */
    private final Hand clock = new Hand();

    /** Which somebody may set. */
    private final Hand wall = new Hand();

    private final Deque<Callable<Run>> seen = new ArrayDeque<>();
    private final List<RunOrigin> occasions = new ArrayList<>();
    private final List<Kind> told = new ArrayList<>();
    private final List<Kind> changes = new ArrayList<>();
    private final List<CanaryFault> faults = new ArrayList<>();
    private final List<CanaryRound> looks = new ArrayList<>();
    private AlertState kept = AlertState.well();
    private boolean nobodyCanBeTold;

    private final Watchdog watchdog = new Watchdog(PATIENCE, wall, clock, alert -> told.add(alert.kind()), () -> {});

    private final CanaryListener watcher = new CanaryListener() {
        @Override
        public void begins(Round round) {}

        @Override
        public void looked(CanaryRound look, AlertState standing) {
            looks.add(look);
        }

        @Override
        public void changed(Alert alert) {
            changes.add(alert.kind());
        }

        @Override
        public void failed(CanaryFault fault, String words) {
            faults.add(fault);
        }
    };

    private final StateStore memory = new StateStore() {
        @Override
        public AlertState recall() {
            return kept;
        }

        @Override
        public void keep(AlertState standing) {
            kept = standing;
        }
    };

    private Canary canary() {
        return new Canary(this::look, memory, this::tell, watcher, watchdog, Duration.ofHours(4), wall, clock);
    }

    private List<Run> look(Round round, RunOrigin occasion) throws TimeoutException {
        occasions.add(occasion);
        try {
            return List.of(seen.removeFirst().call());
        } catch (TimeoutException | RuntimeException expected) {
            throw expected;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private void tell(Alert alert) {
        if (nobodyCanBeTold) {
            throw new CannotLook("no route");
        }
        told.add(alert.kind());
    }

    private static final Run GREEN = Looks.green(Round.MESSAGES);
    private static final Run RED = Looks.red(Round.MESSAGES, "message.pushed");

    @Test
    void oneFailureIsLookedAtAgainAtOnceAndIsNoAlert() {
        seen.add(() -> RED);
        seen.add(() -> GREEN);

        canary().once(Round.MESSAGES);

        assertThat(told).isEmpty();
        assertThat(occasions).extracting(RunOrigin::look).containsExactly(1, 2);
        assertThat(looks).singleElement().satisfies(look -> {
            assertThat(look.first()).containsExactly(RED);
            assertThat(look.second()).containsExactly(GREEN);
        });
    }

    @Test
    void aFailureThatIsConfirmedIsOneAlertAndItsEndAnother() {
        seen.addAll(List.of(() -> RED, () -> RED, () -> RED, () -> RED, () -> GREEN));
        Canary canary = canary();

        canary.once(Round.MESSAGES);
        canary.once(Round.MESSAGES);
        canary.once(Round.MESSAGES);

        assertThat(told).containsExactly(Kind.RED, Kind.GREEN);
        assertThat(canary.standing().isWell()).isTrue();
    }

    @Test
    void aRestartIsNoNews() {
        seen.addAll(List.of(() -> RED, () -> RED, () -> RED, () -> RED, () -> GREEN));
        canary().once(Round.MESSAGES);

        canary().once(Round.MESSAGES);
        canary().once(Round.MESSAGES);

        assertThat(told).containsExactly(Kind.RED, Kind.GREEN);
    }

    @Test
    void whatNobodyCouldBeToldIsToldLater() {
        seen.addAll(List.of(() -> RED, () -> RED, () -> RED, () -> RED));
        nobodyCanBeTold = true;
        Canary canary = canary();
        canary.once(Round.MESSAGES);
        nobodyCanBeTold = false;

        canary.once(Round.MESSAGES);

        assertThat(told).containsExactly(Kind.RED);
        assertThat(faults).containsExactly(CanaryFault.ALERT);
    }

    @Test
    void thatAllIsWellAgainIsToldLaterTooAlsoAfterARestartAndIsOneChange() {
        seen.addAll(List.of(() -> RED, () -> RED, () -> GREEN, () -> GREEN, () -> GREEN, () -> GREEN));
        Canary canary = canary();
        canary.once(Round.MESSAGES);
        nobodyCanBeTold = true;
        canary.once(Round.MESSAGES);
        canary.once(Round.MESSAGES);
        nobodyCanBeTold = false;

        Canary restarted = canary();
        restarted.once(Round.MESSAGES);
        restarted.once(Round.MESSAGES);

        assertThat(told).containsExactly(Kind.RED, Kind.GREEN);
        assertThat(changes).containsExactly(Kind.RED, Kind.GREEN);
        assertThat(faults).containsExactly(CanaryFault.ALERT, CanaryFault.ALERT);
    }

    @Test
    void aRedLookWhoseSecondOneIsGivenUpIsUnknownAndNotForgotten() {
        seen.add(() -> RED);
        seen.add(() -> {
            throw new TimeoutException("60 s");
        });

        CanaryRound look = canary().once(Round.MESSAGES).orElseThrow();

        assertThat(told).containsExactly(Kind.UNKNOWN);
        assertThat(faults).containsExactly(CanaryFault.STUCK);
        assertThat(look.red()).isEqualTo(Looks.of(RED).red());
        assertThat(kept.isWell()).isFalse();
    }

    @Test
    void roundsThatAreGivenUpDoNotCalmTheWatchdog() {
        Canary canary = canary();
        seen.add(() -> RED);
        seen.add(() -> {
            clock.forward(PATIENCE.plusSeconds(1));
            canary.stop();
            throw new TimeoutException("60 s");
        });

        canary.run(messagesEachMinute());
        watchdog.look();

        assertThat(told).containsExactly(Kind.UNKNOWN, Kind.STUCK);
    }

    @Test
    void anErrorOfOurOwnEndsARoundAndNotTheCanary() {
        seen.add(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        seen.add(() -> GREEN);
        Canary canary = canary();

        assertThat(canary.once(Round.MESSAGES)).isEmpty();
        assertThat(canary.once(Round.MESSAGES)).isPresent();

        assertThat(faults).containsExactly(CanaryFault.ROUND);
        assertThat(told).isEmpty();
    }

    @Test
    void aClockThatIsSetMakesNobodyBarkAndKeepsNobodyFromLooking() {
        Canary canary = canary();
        seen.add(() -> {
            wall.forward(PATIENCE.multipliedBy(9));
            watchdog.look();
            wall.forward(Duration.ofHours(-2));
            clock.forward(Duration.ofSeconds(60));
            return GREEN;
        });
        seen.add(() -> {
            canary.stop();
            return GREEN;
        });

        canary.run(messagesEachMinute());

        assertThat(looks).hasSize(2);
        assertThat(told).isEmpty();
    }

    @Test
    void aSteadyClockGoesOnByNanosecondsWhateverTheTimeOfDay() {
        AtomicLong nanos = new AtomicLong(17);
        SteadyClock steady = SteadyClock.beginning(wall, nanos::get);

        wall.forward(Duration.ofHours(-2));
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());

        assertThat(steady.instant()).isEqualTo(Looks.NOON.plusSeconds(90));
    }

    private Schedule messagesEachMinute() {
        return new Schedule(
                new Pace(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO),
                () -> 0.5,
                clock.instant(),
                Optional.empty());
    }

    @Test
    void whatNobodyKnowsIsNotLookedAtSooner() {
        Canary canary = canary();
        seen.add(() -> Looks.unknown(Round.MESSAGES));
        seen.add(() -> {
            canary.stop();
            return Looks.unknown(Round.MESSAGES);
        });
        Schedule schedule = messagesEachMinute();

        canary.run(schedule);

        assertThat(schedule.pause(clock.instant())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aRoundThatIsStuckOrFailsIsCountedAndTheNextIsMade() {
        seen.add(() -> {
            throw new TimeoutException("60 s");
        });
        seen.add(() -> {
            throw new IllegalStateException("of our own");
        });
        seen.add(() -> GREEN);
        Canary canary = canary();

        assertThat(canary.once(Round.MESSAGES)).isEmpty();
        assertThat(canary.once(Round.MESSAGES)).isEmpty();
        assertThat(canary.once(Round.MESSAGES)).isPresent();

        assertThat(faults).containsExactly(CanaryFault.STUCK, CanaryFault.ROUND);
        assertThat(told).as("our own fault accuses nobody").isEmpty();
    }

    @Test
    void itGoesOnUntilItIsStopped() {
        Canary canary = canary();
        AtomicInteger rounds = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            seen.add(() -> {
                clock.forward(Duration.ofSeconds(90));
                if (rounds.incrementAndGet() == 3) {
                    canary.stop();
                }
                return GREEN;
            });
        }

        canary.run(messagesEachMinute());

        assertThat(looks).hasSize(3);
    }

    @Test
    void theWatchdogSaysOnceThatTheCanaryDoesNotGetOnAndGivesItUpInTheEnd() {
        AtomicInteger givenUp = new AtomicInteger();
        Watchdog dog = new Watchdog(PATIENCE, wall, clock, alert -> told.add(alert.kind()), givenUp::incrementAndGet);

        clock.forward(Duration.ofMinutes(5));
        dog.look();
        assertThat(told).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        dog.look();
        dog.look();
        assertThat(told).containsExactly(Kind.STUCK);
        assertThat(dog.age()).isEqualTo(Duration.ofSeconds(301));

        dog.beat();
        clock.forward(Duration.ofMinutes(6));
        dog.look();
        assertThat(told).containsExactly(Kind.STUCK, Kind.STUCK);
        clock.forward(Duration.ofMinutes(10));
        dog.look();
        dog.look();
        assertThat(givenUp).hasValue(1);
    }
}
