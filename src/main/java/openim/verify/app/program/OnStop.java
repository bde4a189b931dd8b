package openim.verify.app.program;

import java.util.function.Consumer;

/** What is done when the process ends, unless that is called off before. */
public final class OnStop {

    private final Thread hook;

    private OnStop(Thread hook) {
        this.hook = hook;
    }

    /** Has it done; not in a process that is being stopped already, whose stopper waits for what still goes on. */
    public static OnStop does(Runnable work) {
        OnStop onStop = new OnStop(new Thread(work, "stopped"));
        onStop.unlessStopping(Runtime.getRuntime()::addShutdownHook);
        return onStop;
    }

    /** It need not be done any more. */
    public void callOff() {
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
