package openim.verify.app;

import java.util.function.Consumer;

/** What is done if the process is stopped while this is open. */
final class OnStop implements AutoCloseable {

    private final Thread hook;

    private OnStop(Thread hook) {
        this.hook = hook;
    }

    /** Has it done; not in a process that is being stopped already, whose stopper waits for what still goes on. */
    static OnStop does(Runnable work) {
        OnStop onStop = new OnStop(new Thread(work, "stopped"));
        onStop.unlessStopping(Runtime.getRuntime()::addShutdownHook);
        return onStop;
    }

    @Override
    public void close() {
        unlessStopping(Runtime.getRuntime()::removeShutdownHook);
    }

    private void unlessStopping(Consumer<Thread> change) {
        try {
            change.accept(hook);
        } catch (IllegalStateException stopping) {
            return;
        }
    }
}
