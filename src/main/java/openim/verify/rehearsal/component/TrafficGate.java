package openim.verify.rehearsal.component;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a relay's lines learn what the traffic is, and wait for it to change. */
final class TrafficGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Traffic traffic;

    TrafficGate(Traffic traffic) {
        this.traffic = traffic;
    }

    Traffic traffic() {
        return traffic;
    }

    void change(Traffic next) {
        lock.lock();
        try {
            traffic = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the traffic hangs; returns what it is then. */
    Traffic whenNotHanging() {
        lock.lock();
        try {
            while (traffic instanceof Traffic.Hanging) {
                changed.awaitUninterruptibly();
            }
            return traffic;
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until the traffic is another one. */
    void whileStill(Traffic current, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (traffic == current && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
