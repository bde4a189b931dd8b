package openim.verify.rehearsal.component;

import openim.verify.rehearsal.RehearsalPart;

/**
 * A part whose faults are made by the relay before it, while the server behind runs on in this process.
 *
 * <p>To its clients a server that cannot be reached is a dead one, and one whose bytes are held is a hung one. What is
 * simulated is the rest: a killed part forgets nothing, as with a store that has each acknowledged write on disk, and
 * what it does by itself (expiring keys, evicting members of a consumer group that went silent) goes on meanwhile.
 */
public class RelayedPart implements RehearsalPart {

    private final String name;
    private final Relay relay;
    private State state = State.RUNNING;

    /** A part under this name, running; its relay already leads to it and passes. */
    public RelayedPart(String name, Relay relay) {
        this.name = name;
        this.relay = relay;
    }

    @Override
    public final String name() {
        return name;
    }

    /** The relay that clients connect to. */
    public final Relay relay() {
        return relay;
    }

    @Override
    public final synchronized void kill() {
        if (state != State.DEAD) {
            state = State.DEAD;
            relay.carry(Traffic.refusing());
            whenKilled();
        }
    }

    @Override
    public final synchronized void start() {
        if (state == State.DEAD) {
            whenStarted();
            relay.carry(Traffic.passing());
            state = State.RUNNING;
        }
    }

    @Override
    public final synchronized void hang() {
        if (state == State.RUNNING) {
            state = State.HUNG;
            relay.carry(Traffic.hanging());
        }
    }

    @Override
    public final synchronized void resume() {
        if (state == State.HUNG) {
            relay.carry(Traffic.passing());
            state = State.RUNNING;
        }
    }

    @Override
    public final synchronized State state() {
        return state;
    }

    /** Called when nobody can reach it any more; does nothing here. */
    protected void whenKilled() {}

    /** Called before it can be reached again; does nothing here. */
    protected void whenStarted() {}

    @Override
    public String toString() {
        return name + " (" + state() + ")";
    }
}
