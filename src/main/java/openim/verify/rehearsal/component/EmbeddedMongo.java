package openim.verify.rehearsal.component;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Store;

/**
 * A server of MongoDB's wire protocol that keeps its data in memory, for as long as the rehearsal lives.
 *
 * <p>It knows no users, so the connection string names none; nor sessions, nor update pipelines.
 */
final class EmbeddedMongo extends EmbeddedComponent implements Store {

    private final MongoServer server;
    private final MemoryBackend backend;

    private EmbeddedMongo(Relay relay, MongoServer server, MemoryBackend backend) {
        super("mongo", relay, server.getLocalAddress().getPort());
        this.server = server;
        this.backend = backend;
    }

    static EmbeddedMongo launch(Relay relay, Lies lies) {
        MemoryBackend backend = new GreetingBackend(lies);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", 0);
        return new EmbeddedMongo(relay, server, backend);
    }

    @Override
    public void loseData() {
        backend.dropDatabase(RelayAddresses.DATABASE);
    }

    @Override
    void end() {
        server.shutdownNow();
    }
}
