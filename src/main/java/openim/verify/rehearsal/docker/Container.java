package openim.verify.rehearsal.docker;

import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.RehearsalPart;

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
    private final List<RehearsalPart> parts;
    private final Map<Integer, Integer> ports;
    private final boolean livesOn;
    private boolean paused;
    private boolean stopped;
    private boolean ended;

    /**
     * @param name that of its service and its own
     * @param parts what runs in it; at least one
     * @param ports its own ports, and the ports of this machine that lead to them
     */
    public Container(String name, List<RehearsalPart> parts, Map<Integer, Integer> ports) {
        this(name, parts, ports, false);
    }

    /** One that ends in {@code tail -f /dev/null}: it lives on around parts that are dead, until it is ended itself. */
    public static Container livingOn(String name, List<RehearsalPart> parts, Map<Integer, Integer> ports) {
        return new Container(name, parts, ports, true);
    }

    private Container(String name, List<RehearsalPart> parts, Map<Integer, Integer> ports, boolean livesOn) {
        this.livesOn = livesOn;
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
    List<RehearsalPart> processes() {
        return parts.stream()
                .filter(part -> part.state() != RehearsalPart.State.DEAD)
                .toList();
    }

    synchronized State state() {
        boolean allDead = parts.stream().allMatch(part -> part.state() == RehearsalPart.State.DEAD);
        // Whoever starts a part by itself has its container run again.
        ended &= allDead;
        if (allDead && (ended || !livesOn)) {
            return State.EXITED;
        }
        return paused ? State.PAUSED : State.RUNNING;
    }

    /** Whether a shell is all that keeps it up. */
    boolean livesOn() {
        return livesOn;
    }

    /** All that ever lives in it, once for each time that it should. */
    List<RehearsalPart> parts() {
        return parts;
    }

    /** Whether its image has a health check: those of openim-docker's components have none. */
    boolean hasHealthCheck() {
        return parts.size() > 1 || !livesOn;
    }

    /** What its health check says while it runs. */
    boolean isHealthy() {
        return parts.stream().allMatch(part -> part.state() == RehearsalPart.State.RUNNING);
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
            ended = false;
            parts.forEach(RehearsalPart::start);
        }
    }

    /** Ends it as {@code docker stop} does, or as {@code docker kill}. */
    synchronized void end(boolean asked) {
        stopped = asked && state() != State.EXITED;
        paused = false;
        ended = true;
        parts.forEach(RehearsalPart::kill);
    }

    synchronized void restart() {
        end(true);
        start();
    }

    synchronized void pause() {
        paused = true;
        parts.forEach(RehearsalPart::hang);
    }

    synchronized void unpause() {
        paused = false;
        parts.forEach(RehearsalPart::resume);
    }
}
