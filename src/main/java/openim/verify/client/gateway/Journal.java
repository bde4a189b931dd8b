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

/** What happened in a session, in the order of arrival; it can be waited for. Safe for all threads. */
final class Journal {

    private static final int MOST_ODDITIES = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Push> pushes = new ArrayList<>();
    private final List<Oddity> oddities = new ArrayList<>();
    private final UserId whose;
    private final Latencies latencies;
    private Instant heardAt = Instant.now();
    private @Nullable SessionEnd end;

    Journal(UserId whose, Latencies latencies) {
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

    /** Those after the first so many, as soon as there is one; none when time is over or nothing can come any more. */
    List<Push> awaitAfter(int first, Deadline deadline) {
        lock.lock();
        try {
            while (pushes.size() <= first && end == null && !deadline.isOver()) {
                awaitChange(deadline);
            }
            return List.copyOf(pushes.subList(Math.min(first, pushes.size()), pushes.size()));
        } finally {
            lock.unlock();
        }
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
                for (; looked < pushes.size(); looked++) {
                    if (fitting.test(pushes.get(looked))) {
                        return Optional.of(pushes.get(looked));
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
