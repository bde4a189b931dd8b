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

    /** Does it from time to time until the future is cancelled, or until it fails. */
    static Future<?> every(Duration pause, Runnable beat) {
        return HEART.scheduleAtFixedRate(beat, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
