package openim.verify.client.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.client.Latencies;
import openim.verify.client.UserId;
import openim.verify.verdict.CannotLook;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a session, in the order of arrival; it can be waited for. Safe for all threads.
 *
 * <p>Every push is kept, until somebody who reads on by {@link #awaitAfter} says by it that he has those before: a session that is
 * held for days keeps only what was pushed since he last read.
 */
final class SessionLog {

    private static final int MOST_ODDITIES = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Push> pushes = new ArrayList<>();

    /** How many were let go before the first that is kept. */
    private int gone;

    private final List<Oddity> oddities = new ArrayList<>();
    private final UserId whose;
    private final Latencies latencies;
    private Instant heardAt = Instant.now();
    private @Nullable SessionEnd end;

    SessionLog(UserId whose, Latencies latencies) {
        this.whose = whose;
        this.latencies = latencies;
    }

    void pushed(List<Push> more) {
        more.forEach(push -> latencies.arrives(push.message().id(), whose, push.at()));
        change(() -> pushes.addAll(more));
    }

    /** Notes a sign of life, when what it brought has been noted. */
    void heard() {
        locked(() -> heardAt = Instant.now());
    }

    Instant heardAt() {
        return locked(() -> heardAt);
    }

    void odd(String what) {
        change(() -> {
            if (oddities.size() < MOST_ODDITIES) {
                oddities.add(new Oddity(Instant.now(), what));
            }
        });
    }

    /** Notes the end; what comes after the first one is its consequence. */
    void ended(SessionEnd.Kind kind, String reason) {
        change(() -> {
            if (end == null) {
                end = new SessionEnd(kind, Instant.now(), reason);
            }
        });
    }

    List<Push> pushes() {
        return locked(() -> List.copyOf(pushes));
    }

    /**
     * Those after the first so many, as soon as there is one; none when time is over or nothing can come any more. The first so
     * many are let go: whoever asks has them.
     */
    List<Push> awaitAfter(int first, Deadline deadline) {
        lock.lock();
        try {
            letGo(first);
            while (pushes.isEmpty() && end == null && !deadline.isOver()) {
                awaitChange(deadline);
            }
            return List.copyOf(pushes);
        } finally {
            lock.unlock();
        }
    }

    private void letGo(int first) {
        int read = Math.min(Math.max(first - gone, 0), pushes.size());
        pushes.subList(0, read).clear();
        gone += read;
    }

    List<Oddity> oddities() {
        return locked(() -> List.copyOf(oddities));
    }

    Optional<SessionEnd> end() {
        return locked(() -> Optional.ofNullable(end));
    }

    /** The first push that fits, as soon as it is there; none when time is over or nothing can come any more. */
    Optional<Push> await(Predicate<Push> fitting, Deadline deadline) {
        lock.lock();
        try {
            int looked = 0;
            while (true) {
                boolean last = deadline.isOver() || end != null;
                for (looked = Math.max(looked, gone); looked < gone + pushes.size(); looked++) {
                    if (fitting.test(pushes.get(looked - gone))) {
                        return Optional.of(pushes.get(looked - gone));
                    }
                }
                if (last) {
                    return Optional.empty();
                }
                awaitChange(deadline);
            }
        } finally {
            lock.unlock();
        }
    }

    // Whether a change or the deadline came first is seen by looking again.
    @SuppressWarnings("WaitNotInLoop")
    private void awaitChange(Deadline deadline) {
        try {
            changed.awaitNanos(deadline.remaining().toNanos());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", stop);
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }
}
