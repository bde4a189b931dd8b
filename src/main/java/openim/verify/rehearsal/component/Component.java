package openim.verify.rehearsal.component;

/** One external component: a part with a server of its own, which can be ended for good. */
abstract class Component extends RelayedPart implements AutoCloseable {

    Component(String name, Relay relay) {
        super(name, relay);
    }

    /** Ends the server and gives back what it holds. */
    abstract void end();

    @Override
    public final void close() {
        relay().close();
        end();
    }
}
