package openim.verify.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Notices that the canary does not get on, from a thread of its own.
 *
 * <p>After one {@code patience} without a {@link #beat} it says so, once; after three it gives the process up, for whatever
 * supervises it to start it again: a canary that is silent because it hangs looks like one that is silent because all is well.
 */
public final class Watchdog implements AutoCloseable {

    private static final int GIVES_UP_AFTER = 3;

    private final Duration patience;
    private final Clock clock;
    private final Clock steady;
    private final Consumer<Alert> tell;
    private final Runnable giveUp;
    private final AtomicReference<Instant> last;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUIET);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watching = new Thread(task, "canary-watchdog");
        watching.setDaemon(true);
        return watching;
    });

    private enum Stage {
        QUIET,
        BARKED,
        GAVE_UP
    }

    /**
     * @param patience longer than the longest round with both its looks, and the pause after it
     * @param clock for what people read
     * @param steady for ages
     * @param tell told once for each time that it does not get on
     * @param giveUp ends the process
     */
    public Watchdog(Duration patience, Clock clock, Clock steady, Consumer<Alert> tell, Runnable giveUp) {
        this.patience = patience;
        this.clock = clock;
        this.steady = steady;
        this.tell = tell;
        this.giveUp = giveUp;
        this.last = new AtomicReference<>(steady.instant());
    }

    /** Begins to look after it. */
    public Watchdog start() {
        long every = Math.max(patience.dividedBy(10).toMillis(), 1);
        var unused = thread.scheduleWithFixedDelay(this::lookAndGoOn, every, every, TimeUnit.MILLISECONDS);
        return this;
    }

    /** The canary got on. */
    public void beat() {
        last.set(steady.instant());
        stage.set(Stage.QUIET);
    }

    /** How long ago it got on. */
    public Duration age() {
        return Duration.between(last.get(), steady.instant());
    }

    /** A look that fails must not be the last one. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException untold) {
            // Whoever could not be told has counted it; giving up comes next, and needs nobody.
            return;
        }
    }

    void look() {
        Duration age = age();
        if (age.compareTo(patience) > 0 && stage.compareAndSet(Stage.QUIET, Stage.BARKED)) {
            tell.accept(Alert.stuck(
                    clock.instant(),
                    age,
                    "the canary has not got on for " + age.toSeconds() + " s: nobody looks at the deployment"));
        }
        if (age.compareTo(patience.multipliedBy(GIVES_UP_AFTER)) > 0
                && stage.compareAndSet(Stage.BARKED, Stage.GAVE_UP)) {
            giveUp.run();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
