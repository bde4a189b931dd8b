package openim.verify.rehearsal.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Components that are started at the same time, each in a thread of its own, and stay until they are closed. */
final class Launches implements AutoCloseable {

    private final Map<String, FutureTask<EmbeddedComponent>> begun = new LinkedHashMap<>();

    /** Begins one under this name. */
    Launches begin(String name, Callable<EmbeddedComponent> how) {
        FutureTask<EmbeddedComponent> launch = new FutureTask<>(how);
        begun.put(name, launch);
        Thread thread = new Thread(launch, "launch of " + name);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /**
     * Waits until all are up; returns them in the order in which they were begun.
     *
     * @throws IllegalStateException if one is not; the message names it
     */
    List<EmbeddedComponent> await() {
        List<String> down = new ArrayList<>();
        List<EmbeddedComponent> up = up(down);
        if (!down.isEmpty()) {
            throw new IllegalStateException(String.join("; ", down));
        }
        return up;
    }

    /** Closes those that came up. */
    @Override
    public void close() {
        up(new ArrayList<>()).forEach(EmbeddedComponent::close);
    }

    private List<EmbeddedComponent> up(List<String> down) {
        List<EmbeddedComponent> up = new ArrayList<>();
        begun.forEach((name, launch) -> {
            try {
                up.add(launch.get());
            } catch (ExecutionException e) {
                down.add(name + " did not come up: " + e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                down.add(name + " was not waited for");
            }
        });
        return up;
    }
}
