package openim.verify.client.gateway;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Pings the sessions that are to be kept alive; one thread for all of them. */
final class Heartbeats {

    private static final ScheduledExecutorService HEART = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    private Heartbeats() {}

    /** Pings until the line ends. */
    static Future<?> of(Line line, Duration every) {
        return HEART.scheduleAtFixedRate(() -> beat(line), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void beat(Line line) {
        if (line.journal().end().isPresent()) {
            // The way to end a task that repeats from within.
            throw new IllegalStateException("the session ended");
        }
        line.ping();
    }
}
