package openim.verify.rehearsal.service.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import openim.verify.rehearsal.RehearsalPart;

/**
 * One OpenIM process: alive, hung or dead, and the duties that it has while it lives.
 *
 * <p>It is dead until it is started the first time. Safe for use by many threads.
 */
public final class ServiceProcess implements RehearsalPart {

    private final String name;
    private final List<Duty> duties = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.DEAD;
    private final AtomicInteger lives = new AtomicInteger();

    public ServiceProcess(String name) {
        this.name = name;
    }

    /** Gives it one more duty; they begin in this order, and end in the opposite one. */
    public ServiceProcess with(Duty duty) {
        duties.add(duty);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (state != State.DEAD) {
                return;
            }
            lives.incrementAndGet();
            become(State.RUNNING);
            Life life = life();
            duties.forEach(duty -> duty.begin(life));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void kill() {
        lock.lock();
        try {
            if (state == State.DEAD) {
                return;
            }
            become(State.DEAD);
            for (int i = duties.size() - 1; i >= 0; i--) {
                duties.get(i).end();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void hang() {
        change(State.RUNNING, State.HUNG);
    }

    @Override
    public void resume() {
        change(State.HUNG, State.RUNNING);
    }

    /** The life it leads now, or the last one. */
    public Life life() {
        return new NumberedLife(lives.get());
    }

    private void change(State from, State to) {
        lock.lock();
        try {
            if (state == from) {
                become(to);
                duties.forEach(duty -> {
                    if (duty instanceof HangingDuty hanging) {
                        hanging.hung(to == State.HUNG);
                    }
                });
            }
        } finally {
            lock.unlock();
        }
    }

    private void become(State next) {
        state = next;
        changed.signalAll();
    }

    private final class NumberedLife implements Life {

        private final int number;

        NumberedLife(int number) {
            this.number = number;
        }

        @Override
        public boolean lasts() {
            return number == lives.get() && state != State.DEAD;
        }

        @Override
        public void pass() {
            if (number == lives.get() && state == State.RUNNING) {
                return;
            }
            lock.lock();
            try {
                while (number == lives.get() && state == State.HUNG) {
                    changed.awaitUninterruptibly();
                }
                if (!lasts()) {
                    throw new DeadProcessException(name);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void pause(Duration duration) {
            lock.lock();
            try {
                long left = duration.toNanos();
                while (lasts() && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
            pass();
        }
    }
}
