package openim.verify.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * What the specs of one run share: tokens, people with open sessions, what a step of a {@link Journey} gives. Each is made once,
 * when it is first asked for, and all that can be made side by side is.
 *
 * <p>Each belongs to the check that is red when it cannot be had. That check sees the failure itself; the others are not
 * looked at because of it. Safe for all threads; closed in the reverse order of offering.
 */
public final class Fixtures implements AutoCloseable {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Deadline deadline;
    private final List<Fixture<?>> all = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Given<?>> offered = new ConcurrentHashMap<>();
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
        offered.put(type, add(new CheckId(provenBy), note -> maker.call()));
        return this;
    }

    /** Says how something is made that has no type to be asked for by. */
    <T> Fixture<T> add(CheckId provenBy, Maker<T> maker) {
        Fixture<T> fixture = new Fixture<>(provenBy, maker);
        all.add(fixture);
        return fixture;
    }

    /** Gives it a type to be asked for by. */
    <T> void lend(Class<T> type, Given<T> given) {
        if (offered.putIfAbsent(type, given) != null) {
            throw new IllegalArgumentException("two lend a " + type.getSimpleName() + " to this run");
        }
    }

    boolean offers(Class<?> type) {
        return offered.containsKey(type);
    }

    /** Starts to make one ahead of the first who asks for it. */
    public void prepare(Class<?> type) {
        if (offered(type) instanceof Fixture<?> fixture) {
            fixture.begin();
        }
    }

    /** One of them, for whoever will ask for it later. */
    <T> Given<T> given(Class<T> type) {
        return () -> type.cast(offered(type).get());
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
        Given<?> given = offered(type);
        return type.cast(given instanceof Fixture<?> fixture ? fixture.get(asking) : given.get());
    }

    /** One fixture for whoever makes another: who is to blame if it cannot be had stays the same. */
    public <T> T need(Class<T> type) {
        return given(type).get();
    }

    /** As {@link #need}, for what can be done without: why it cannot be had is told by the check that it belongs to. */
    public <T> Optional<T> ifHad(Class<T> type) {
        return given(type).ifHad();
    }

    /** A fixture if it was made, and nothing if it was not, or not yet. */
    public <T> Optional<T> made(Class<T> type) {
        return offered.get(type) instanceof Fixture<?> fixture
                ? fixture.result().map(type::cast)
                : Optional.empty();
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

    private Given<?> offered(Class<?> type) {
        Given<?> given = offered.get(type);
        if (given == null) {
            throw new IllegalArgumentException("nobody offers a " + type.getSimpleName() + " to this run");
        }
        return given;
    }

    /** Closes what was made and can be closed, the latest first, and stops what is still in the making. */
    @Override
    public void close() {
        makers.shutdownNow();
        List<Fixture<?>> made = new ArrayList<>(all);
        Collections.reverse(made);
        made.forEach(Fixture::close);
    }

    /** How something is made, and what is noted of it. */
    interface Maker<T> {
        T make(Note note) throws Exception;
    }

    /** Something that is made once. */
    final class Fixture<T> implements Given<T> {

        private final CheckId provenBy;
        private final FutureTask<T> task;
        private volatile @Nullable Work work;
        private boolean started;

        private Fixture(CheckId provenBy, Maker<T> maker) {
            this.provenBy = provenBy;
            this.task = new FutureTask<>(() -> {
                Work begun = Work.begin(provenBy);
                work = begun;
                try {
                    return maker.make(begun.note());
                } finally {
                    begun.end();
                }
            });
        }

        /** The work at it, once that has begun. */
        Optional<Work> work() {
            return Optional.ofNullable(work);
        }

        @Override
        public T get() {
            return get(Work.here()
                    .map(Work::check)
                    .orElseThrow(() -> new IllegalStateException(
                            "what " + provenBy + " gives is asked for outside of a step, or in a thread beside it")));
        }

        /** For whoever looks at that check. */
        T get(CheckId asking) {
            Work.here().ifPresent(Work::pause);
            try {
                begin();
                return task.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                throw asSeenBy(asking, provenBy, failed.getCause());
            } catch (TimeoutException | CancellationException late) {
                throw new CannotLook(
                        provenBy.equals(asking)
                                ? "the run ended before this came to an end"
                                : "the run ended before " + provenBy + " gave what this needs",
                        late);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CannotLook(
                        provenBy.equals(asking)
                                ? "stopped before this came to an end"
                                : "stopped while waiting for what " + provenBy + " gives",
                        interrupted);
            } finally {
                Work.here()
                        .ifPresent(asker -> work().filter(own -> provenBy.equals(asking) && task.isDone())
                                .ifPresentOrElse(asker::resumeWith, asker::resume));
            }
        }

        synchronized void begin() {
            if (!started) {
                started = true;
                makers.execute(task);
            }
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

        private void close() {
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
