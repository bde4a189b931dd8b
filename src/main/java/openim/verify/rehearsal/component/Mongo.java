package openim.verify.rehearsal.component;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import openim.verify.rehearsal.Store;

/**
 * A server of MongoDB's wire protocol that keeps its data in memory, for as long as the rehearsal lives.
 *
 * <p>It knows no users, so the connection string names none; nor sessions, nor update pipelines.
 */
final class Mongo extends Component implements Store {

    private final MongoServer server;
    private final MemoryBackend backend;

    private Mongo(MongoServer server, MemoryBackend backend, InetSocketAddress address) {
        super("mongo", Relay.to(address.getPort()));
        this.server = server;
        this.backend = backend;
    }

    static Mongo launch() {
        MemoryBackend backend = new GreetingBackend();
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", 0);
        return new Mongo(server, backend, server.getLocalAddress());
    }

    @Override
    public void loseData() {
        backend.dropDatabase(Addresses.DATABASE);
    }

    @Override
    void end() {
        server.shutdownNow();
    }
}
