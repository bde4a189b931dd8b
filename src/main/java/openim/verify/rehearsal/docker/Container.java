package openim.verify.rehearsal.docker;

import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.Part;

/**
 * A container, and the parts that live in it.
 *
 * <p>Safe for use by many threads.
 */
public final class Container {

    /** What docker says of one. */
    enum State {
        RUNNING,
        PAUSED,
        EXITED
    }

    /** Of a process that was killed. */
    private static final int KILLED = 137;

    /** Of a process that was asked to end. */
    private static final int TERMINATED = 143;

    private final String name;
    private final List<Part> parts;
    private final Map<Integer, Integer> ports;
    private boolean paused;
    private boolean stopped;

    /**
     * @param name that of its service and its own
     * @param parts what runs in it; at least one
     * @param ports its own ports, and the ports of this machine that lead to them
     */
    public Container(String name, List<Part> parts, Map<Integer, Integer> ports) {
        this.name = name;
        this.parts = List.copyOf(parts);
        this.ports = Map.copyOf(ports);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(name + " holds nothing");
        }
    }

    /** Its name, which is that of its service. */
    public String name() {
        return name;
    }

    Map<Integer, Integer> ports() {
        return ports;
    }

    /** What lives in it now. */
    List<Part> processes() {
        return parts.stream().filter(part -> part.state() != Part.State.DEAD).toList();
    }

    synchronized State state() {
        if (parts.stream().allMatch(part -> part.state() == Part.State.DEAD)) {
            return State.EXITED;
        }
        return paused ? State.PAUSED : State.RUNNING;
    }

    /** What its health check says while it runs. */
    boolean isHealthy() {
        return parts.stream().allMatch(part -> part.state() == Part.State.RUNNING);
    }

    /** Of its last end; 0 while it runs. */
    synchronized int exitCode() {
        return state() != State.EXITED ? 0 : stopped ? TERMINATED : KILLED;
    }

    /** Starts it if it has ended. */
    synchronized void start() {
        if (state() == State.EXITED) {
            paused = false;
            stopped = false;
            parts.forEach(Part::start);
        }
    }

    /** Ends it as {@code docker stop} does, or as {@code docker kill}. */
    synchronized void end(boolean asked) {
        stopped = asked && state() != State.EXITED;
        paused = false;
        parts.forEach(Part::kill);
    }

    synchronized void restart() {
        end(true);
        start();
    }

    synchronized void pause() {
        paused = true;
        parts.forEach(Part::hang);
    }

    synchronized void unpause() {
        paused = false;
        parts.forEach(Part::resume);
    }
}
