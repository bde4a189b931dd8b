package openim.verify.rehearsal.component;

/** One external component: a part with a server of its own, which can be ended for good. */
abstract class EmbeddedComponent extends RelayedPart implements AutoCloseable {

    /** One whose server listens on this port: from now on the relay leads there. */
    EmbeddedComponent(String name, Relay relay, int serverPort) {
        super(name, relay);
        relay.leadTo(serverPort);
        relay.carry(Traffic.passing());
    }

    /** Ends the server and gives back what it holds. */
    abstract void end();

    @Override
    public final void close() {
        relay().close();
        end();
    }
}
