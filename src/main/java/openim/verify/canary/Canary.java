package openim.verify.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.history.Occasion;
import openim.verify.suite.Run;

/**
 * Looks, believes, tells; one round at a time.
 *
 * <p>Nothing that happens in a round ends it: a fault of the deployment is what it is there for, and a fault of its own is
 * counted and the next round is made.
 */
public final class Canary {

    private final Eyes eyes;
    private final Memory memory;
    private final Tells tells;
    private final Watcher watcher;
    private final Watchdog watchdog;
    private final Duration repeat;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Standing standing;

    /**
     * @param repeat how long after having told of a trouble it is told again
     */
    public Canary(
            Eyes eyes, Memory memory, Tells tells, Watcher watcher, Watchdog watchdog, Duration repeat, Clock clock) {
        this.eyes = eyes;
        this.memory = memory;
        this.tells = tells;
        this.watcher = watcher;
        this.watchdog = watchdog;
        this.repeat = repeat;
        this.clock = clock;
        this.standing = recalled();
    }

    private Standing recalled() {
        try {
            return memory.recall();
        } catch (RuntimeException unreadable) {
            watcher.failed(OwnFault.HISTORY, "what was believed is not known: " + unreadable.getMessage());
            return Standing.well();
        }
    }

    /** What is believed now. */
    public Standing standing() {
        return standing;
    }

    /** Looks when it is due, until it is stopped. */
    public void run(Schedule schedule) {
        while (!isStopped()) {
            schedule.due(clock.instant()).ifPresent(round -> {
                Instant began = clock.instant();
                // A round that was given up is no sign of life: if each one is, the watchdog is to bark.
                if (once(round).isPresent()) {
                    watchdog.beat();
                }
                schedule.made(round, began, !standing.isWell());
            });
            await(schedule.pause(clock.instant()));
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
    public Optional<Look> once(Round round) {
        watcher.begins(round);
        Instant began = clock.instant();
        try {
            Occasion occasion = Occasion.of("canary");
            List<Run> first = eyes.look(round, occasion);
            watchdog.beat();
            boolean good = Look.verdictOn(first).isHealthy();
            List<Run> second = good || isStopped() ? List.of() : eyes.look(round, occasion.again());
            if (!good && second.isEmpty()) {
                // Stopped between the two: what was seen once is not believed, and the next start looks at once.
                return Optional.empty();
            }
            Look look = new Look(round, began, Duration.between(began, clock.instant()), first, second);
            believe(look);
            return Optional.of(look);
        } catch (TimeoutException stuck) {
            watcher.failed(OwnFault.STUCK, "a round of " + round.word() + " was given up: " + stuck.getMessage());
        } catch (RuntimeException own) {
            watcher.failed(OwnFault.ROUND, "a round of " + round.word() + " ended with a fault of our own: " + own);
        }
        return Optional.empty();
    }

    private void believe(Look look) {
        Standing.Step step = standing.after(look, clock.instant(), repeat);
        boolean told = step.alert().isEmpty() || tell(step.alert().get());
        standing = told ? step.standing() : step.standing().untold();
        // Kept when it was told, not before: a kill between the two tells it twice, and not never.
        keep();
        watcher.looked(look, standing);
    }

    private void keep() {
        try {
            memory.keep(standing);
        } catch (RuntimeException unwritten) {
            watcher.failed(OwnFault.HISTORY, "what is believed cannot be kept: " + unwritten.getMessage());
        }
    }

    private boolean tell(Alert alert) {
        watcher.changed(alert);
        try {
            tells.tell(alert);
            return true;
        } catch (RuntimeException untold) {
            watcher.failed(OwnFault.ALERT, "nobody could be told: " + untold.getMessage());
            return false;
        }
    }
}
