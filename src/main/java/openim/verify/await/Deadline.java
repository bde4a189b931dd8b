package openim.verify.await;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A moment by which something ends.
 *
 * <p>Read time-outs begin anew with each byte, and an interrupt ends no read of a socket: a proxy that drips a byte a
 * second beats both. So whoever opens something that can block says {@link #closing}, and it is closed under the reader.
 * Immutable and safe for all threads.
 */
public final class Deadline {

    private static final ScheduledExecutorService CLOSER = closer();

    private static ScheduledExecutorService closer() {
        ScheduledThreadPoolExecutor closer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // Else each socket that was done with in time would be held on to until its deadline.
        closer.setRemoveOnCancelPolicy(true);
        return closer;
    }

    private final Duration budget;
    private final long endNanos;

    private Deadline(Duration budget, long endNanos) {
        this.budget = budget;
        this.endNanos = endNanos;
    }

    /** The moment that lies so far from now. */
    public static Deadline in(Duration budget) {
        return new Deadline(budget, System.nanoTime() + budget.toNanos());
    }

    /** This one, or the moment that lies so far from now if that comes first. */
    public Deadline atMost(Duration other) {
        return other.compareTo(remaining()) < 0 ? in(other) : this;
    }

    /** The moment that lies so much before this one. */
    public Deadline earlierBy(Duration margin) {
        return new Deadline(budget.minus(margin), endNanos - margin.toNanos());
    }

    /** How much was given at the start. */
    public Duration budget() {
        return budget;
    }

    /** How much is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }

    /** How much has passed since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - endNanos).plus(budget);
    }

    /**
     * Sees to it that the resource is closed at this moment, unless the guard is released before.
     *
     * @param resource closed from another thread; must allow that, and end whatever blocks on it
     */
    public Guard closing(AutoCloseable resource) {
        Guard guard = new Guard(resource);
        guard.schedule(remaining());
        return guard;
    }

    @Override
    public String toString() {
        return budget.toMillis() + " ms";
    }

    /** Holds a resource to a deadline; close it when the resource is done with in time. */
    public static final class Guard implements AutoCloseable {

        private final AutoCloseable resource;
        private final AtomicBoolean settled = new AtomicBoolean();
        private volatile boolean fired;
        private volatile ScheduledFuture<?> pending = DONE;

        private static final ScheduledFuture<?> DONE = CLOSER.schedule(() -> {}, 0, TimeUnit.NANOSECONDS);

        private Guard(AutoCloseable resource) {
            this.resource = resource;
        }

        private void schedule(Duration delay) {
            pending = CLOSER.schedule(this::fire, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void fire() {
            if (settled.compareAndSet(false, true)) {
                fired = true;
                // Closing can block (a TLS goodbye into a full buffer): never on the thread that serves all deadlines.
                Thread closer = new Thread(this::closeQuietly, "deadline-closes");
                closer.setDaemon(true);
                closer.start();
            }
        }

        private void closeQuietly() {
            try {
                resource.close();
            } catch (Exception ignored) {
                // The reader finds it closed; how the closing went tells nobody anything.
            }
        }

        /** Whether the deadline came first. */
        public boolean fired() {
            return fired;
        }

        /** Releases the resource from the deadline. */
        @Override
        public void close() {
            settled.set(true);
            pending.cancel(false);
        }
    }
}
