package openim.verify.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.history.RunOrigin;
import openim.verify.suite.Run;

/**
 * Looks, believes, tells; one round at a time.
 *
 * <p>Nothing that happens in a round ends it: a fault of the deployment is what it is there for, and a fault of its own is
 * counted and the next round is made.
 */
public final class Canary {

    private final Prober eyes;
    private final StateStore memory;
    private final Notifier tells;
    private final CanaryListener watcher;
    private final Watchdog watchdog;
    private final Duration repeat;
    private final Clock clock;
    private final Clock steady;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private AlertState standing;

    /**
     * @param repeat how long after having told of a trouble it is told again
     * @param clock for what people read
     * @param steady for what is due
     */
    public Canary(
            Prober eyes,
            StateStore memory,
            Notifier tells,
            CanaryListener watcher,
            Watchdog watchdog,
            Duration repeat,
            Clock clock,
            Clock steady) {
        this.eyes = eyes;
        this.memory = memory;
        this.tells = tells;
        this.watcher = watcher;
        this.watchdog = watchdog;
        this.repeat = repeat;
        this.clock = clock;
        this.steady = steady;
        this.standing = recalled();
    }

    private AlertState recalled() {
        try {
            return memory.recall();
        } catch (RuntimeException unreadable) {
            watcher.failed(CanaryFault.HISTORY, "what was believed is not known: " + unreadable.getMessage());
            return AlertState.well();
        }
    }

    /** What is believed now. */
    public AlertState standing() {
        return standing;
    }

    /** Looks when it is due, until it is stopped. */
    public void run(Schedule schedule) {
        while (!isStopped()) {
            schedule.due(steady.instant()).ifPresent(round -> {
                Instant began = steady.instant();
                // A round that was given up is no sign of life: if each one is, the watchdog is to bark.
                if (once(round).filter(look -> !look.isGivenUp()).isPresent()) {
                    watchdog.beat();
                }
                schedule.made(round, began, standing.isRed());
            });
            await(schedule.pause(steady.instant()));
        }
    }

    /** Has {@link #run} end after the round that is being made. Safe from any thread. */
    public void stop() {
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void await(Duration time) {
        try {
            stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    /**
     * Makes one round, and has people told if it changes what is believed.
     *
     * @return what was seen; empty if it could not be looked, which is the canary's own fault
     */
    public Optional<CanaryRound> once(Round round) {
        watcher.begins(round);
        Instant began = clock.instant();
        Instant start = steady.instant();
        RunOrigin occasion = RunOrigin.of("canary");
        Seen first = seen(round, occasion);
        if (first.runs().isEmpty()) {
            return Optional.empty();
        }
        if (CanaryRound.verdictOn(first.runs()).isHealthy()) {
            return Optional.of(believed(CanaryRound.good(round, began, since(start), first.runs())));
        }
        if (isStopped()) {
            // Stopped between the two: what was seen once is not believed, and the next start looks at once.
            return Optional.empty();
        }
        Seen second = seen(round, occasion.again());
        return Optional.of(believed(
                second.runs().isEmpty()
                        ? CanaryRound.givenUp(round, began, since(start), first.runs(), second.why())
                        : CanaryRound.twice(round, began, since(start), first.runs(), second.runs())));
    }

    private Duration since(Instant start) {
        return Duration.between(start, steady.instant());
    }

    /**
     * What one look saw.
     *
     * @param why nothing, if it saw nothing
     */
    private record Seen(List<Run> runs, String why) {}

    /** Whatever is thrown, an Error included, is a fault of ours: what a deployment does wrong is in the runs. */
    private Seen seen(Round round, RunOrigin occasion) {
        try {
            return new Seen(eyes.look(round, occasion), "");
        } catch (TimeoutException stuck) {
            watcher.failed(CanaryFault.STUCK, "a round of " + round.word() + " was given up: " + stuck.getMessage());
            return new Seen(List.of(), String.valueOf(stuck.getMessage()));
        } catch (RuntimeException | Error own) {
            watcher.failed(CanaryFault.ROUND, "a round of " + round.word() + " ended with a fault of our own: " + own);
            return new Seen(List.of(), "it ended with a fault of our own: " + own);
        }
    }

    private CanaryRound believed(CanaryRound look) {
        AlertState.Step step = standing.after(look, clock.instant(), repeat);
        step.alert().filter(alert -> !standing.isOwed(alert)).ifPresent(watcher::changed);
        standing = step.alert()
                .filter(alert -> !isTold(alert))
                .map(untold -> step.standing().owing(untold))
                .orElse(step.standing());
        // Kept when it was told, not before: a kill between the two tells it twice, and not never.
        keep();
        watcher.looked(look, standing);
        return look;
    }

    private void keep() {
        try {
            memory.keep(standing);
        } catch (RuntimeException unwritten) {
            watcher.failed(CanaryFault.HISTORY, "what is believed cannot be kept: " + unwritten.getMessage());
        }
    }

    private boolean isTold(Alert alert) {
        try {
            tells.tell(alert);
            return true;
        } catch (RuntimeException untold) {
            watcher.failed(CanaryFault.ALERT, "nobody could be told: " + untold.getMessage());
            return false;
        }
    }
}
