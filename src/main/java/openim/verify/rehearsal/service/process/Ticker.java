package openim.verify.rehearsal.service.process;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does one thing again and again, in a thread of its own, until it is closed. */
public final class Ticker implements AutoCloseable {

    private final Runnable tick;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> ticking;

    /**
     * Begins to tick, the first time one pause from now.
     *
     * @param name of the thread
     * @param pause between the end of one tick and the next
     * @param tick what is done; must throw nothing, or it was the last
     */
    public Ticker(String name, Duration pause, Runnable tick) {
        this.tick = tick;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
        this.ticking = thread.scheduleWithFixedDelay(tick, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ticks once more as soon as it can. */
    public void soon() {
        thread.execute(tick);
    }

    @Override
    public void close() {
        ticking.cancel(true);
        thread.shutdownNow();
    }
}
