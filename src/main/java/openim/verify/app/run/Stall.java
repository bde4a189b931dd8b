package openim.verify.app.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices when this very process stands still, as on a machine that has too much to do: whoever waits in vain meanwhile cannot tell
 * a part that hangs from himself.
 */
final class Stall implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(100);

    /** A collection of garbage and the loading of classes stay below. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stall");
        thread.setDaemon(true);
        return thread;
    });
    private long last = System.nanoTime();
    private volatile Duration longest = Duration.ZERO;

    private Stall() {}

    /** Looks from now on. */
    // It ends with its executor.
    @SuppressWarnings("FutureReturnValueIgnored")
    static Stall watched() {
        Stall stall = new Stall();
        stall.beats.scheduleWithFixedDelay(
                () -> stall.beat(System.nanoTime()), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return stall;
    }

    /** One that only hears of the beats that it is told of. */
    static Stall unwatched() {
        return new Stall();
    }

    /**
     * A beat of this process's heart.
     *
     * @param nanos when it came
     */
    void beat(long nanos) {
        Duration late = Duration.ofNanos(nanos - last).minus(BEAT);
        last = nanos;
        longest = late.compareTo(longest) > 0 ? late : longest;
    }

    /** What is to be known of a look that was not answered, in a clause; empty if it never stood still for long. */
    Optional<String> words() {
        return longest.compareTo(LONG) < 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "this machine has too much to do, for openim-verify itself stood still for %.1f s: what looks hung may be"
                                + " well",
                        longest.toMillis() / 1000.0));
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
