package openim.verify.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.await.Deadline;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.NotLookedAt;
import openim.verify.verdict.Weakness;
import org.jspecify.annotations.Nullable;

/**
 * What the specs of one run share: tokens, people with open sessions, a message that was sent. Each is made once, when it is
 * first asked for, and all that can be made side by side is.
 *
 * <p>Each belongs to the check that is red when it cannot be had. That check sees the failure itself; the others are not
 * looked at because of it. Safe for all threads; closed in the reverse order of making.
 */
public final class Fixtures implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    /** How the time of this thread's work was spent. */
    private static final ThreadLocal<Spent> SPENT = ThreadLocal.withInitial(Spent::new);

    private final Deadline deadline;
    private final Map<Class<?>, Fixture<?>> offered = new LinkedHashMap<>();
    private final ExecutorService makers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fixture-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** Fixtures of a run that ends at that moment, whether they are ready by then or not. */
    public Fixtures(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Says how a fixture is made.
     *
     * @param type by which the specs ask for it
     * @param provenBy the check that is red when it cannot be made
     */
    public <T> Fixtures offer(Class<T> type, String provenBy, Callable<? extends T> maker) {
        offered.put(type, new Fixture<T>(new CheckId(provenBy), maker));
        return this;
    }

    boolean offers(Class<?> type) {
        return offered.containsKey(type);
    }

    /** Starts to make one ahead of the first who asks for it. */
    public void prepare(Class<?> type) {
        fixture(type).begin(makers);
    }

    /**
     * Gives a fixture to whoever looks at a check, waiting until it is made.
     *
     * @param asking the check that is looked at; its own failure is given as it is
     * @throws NotLookedAt if it could not be had because another check is red
     * @throws CannotLook if it could not be had for a reason that accuses nobody
     * @throws Absent if this deployment has nothing of the kind
     */
    public <T> T get(Class<T> type, CheckId asking) {
        Fixture<?> fixture = fixture(type);
        long asked = System.nanoTime();
        try {
            return type.cast(fixture.start(makers).get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            throw asSeenBy(asking, fixture.provenBy(), failed.getCause());
        } catch (TimeoutException | CancellationException late) {
            throw new CannotLook("the run ended before " + fixture.provenBy() + " gave what this needs", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotLook("stopped while waiting for what " + fixture.provenBy() + " gives", interrupted);
        } finally {
            Duration here = Duration.ofNanos(System.nanoTime() - asked);
            Duration own = fixture.provenBy().equals(asking) ? fixture.worked() : Duration.ZERO;
            SPENT.get().add(here, own);
        }
    }

    /** Begins to count how this thread spends its time. */
    static void beginToWork() {
        SPENT.set(new Spent());
    }

    /** How it was spent since. */
    static Spent spent() {
        return SPENT.get();
    }

    /** The time of one look, or of the making of one fixture, beside what passes in its own thread. */
    static final class Spent {

        private Duration waited = Duration.ZERO;
        private Duration ahead = Duration.ZERO;

        /**
         * Adds what passed while a fixture was asked for.
         *
         * @param here how long the thread stood still for it
         * @param own how much work of this very check was in its making
         */
        void add(Duration here, Duration own) {
            boolean longer = own.compareTo(here) > 0;
            waited = waited.plus(longer ? Duration.ZERO : here.minus(own));
            ahead = ahead.plus(longer ? own.minus(here) : Duration.ZERO);
        }

        /** For what belongs to other checks. */
        Duration waited() {
            return waited;
        }

        /** What was done for this check before its thread asked for it. */
        Duration ahead() {
            return ahead;
        }
    }

    /**
     * As {@link #get}, for one fixture made from another: the failure is passed on unchanged in who is to blame.
     *
     * @param maker the check that the fixture in the making belongs to
     */
    public <T> T need(Class<T> type, String maker) {
        return get(type, new CheckId(maker));
    }

    /** As {@link #need}, for what can be done without: why it cannot be had is told by the check that it belongs to. */
    public <T> Optional<T> ifHad(Class<T> type, String maker) {
        try {
            return Optional.of(need(type, maker));
        } catch (BrokenPromise | CannotLook | NotLookedAt | Absent otherwise) {
            return Optional.empty();
        }
    }

    /** A fixture if it was made, and nothing if it was not, or not yet. */
    public <T> Optional<T> made(Class<T> type) {
        return fixture(type).result().map(type::cast);
    }

    private static RuntimeException asSeenBy(CheckId asking, CheckId provenBy, @Nullable Throwable failure) {
        if (failure instanceof NotLookedAt blocked) {
            // Round a corner back to itself: what is in the way is what this check is to tell.
            blocked.brokenBy(asking).ifPresent(own -> {
                throw own;
            });
            return blocked;
        }
        if (failure instanceof CannotLook || failure instanceof Weakness || failure instanceof Absent) {
            return (RuntimeException) failure;
        }
        if (failure instanceof BrokenPromise broken) {
            if (asking.equals(provenBy)) {
                throw broken;
            }
            return NotLookedAt.because(provenBy, broken);
        }
        return new CannotLook("a fault of the verifier itself: " + failure, failure);
    }

    private Fixture<?> fixture(Class<?> type) {
        Fixture<?> fixture = offered.get(type);
        if (fixture == null) {
            throw new IllegalArgumentException("nobody offers a " + type.getSimpleName() + " to this run");
        }
        return fixture;
    }

    /** Closes what was made and can be closed, the latest first, and stops what is still in the making. */
    @Override
    public void close() {
        makers.shutdownNow();
        List<Fixture<?>> made = new ArrayList<>(offered.values());
        Collections.reverse(made);
        made.forEach(Fixture::close);
    }

    private static final class Fixture<T> {

        private final CheckId provenBy;
        private final FutureTask<T> task;
        private volatile Duration worked = Duration.ZERO;
        private boolean started;

        Fixture(CheckId provenBy, Callable<? extends T> maker) {
            this.provenBy = provenBy;
            this.task = new FutureTask<>(() -> {
                beginToWork();
                long began = System.nanoTime();
                try {
                    return maker.call();
                } finally {
                    Spent spent = spent();
                    worked = Duration.ofNanos(System.nanoTime() - began)
                            .minus(spent.waited())
                            .plus(spent.ahead());
                }
            });
        }

        /** How long its making took, without what its maker waited for others. */
        Duration worked() {
            return worked;
        }

        CheckId provenBy() {
            return provenBy;
        }

        synchronized void begin(ExecutorService makers) {
            if (!started) {
                started = true;
                makers.execute(task);
            }
        }

        FutureTask<T> start(ExecutorService makers) {
            begin(makers);
            return task;
        }

        Optional<T> result() {
            try {
                return task.isDone() && !task.isCancelled() ? Optional.of(task.get()) : Optional.empty();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException failed) {
                return Optional.empty();
            }
        }

        void close() {
            if (result().orElse(null) instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception ignored) {
                    // Nothing is left to be done about one that does not close.
                }
            }
        }
    }
}
