package openim.verify.rehearsal.service.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.function.Function;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import org.bson.Document;

/**
 * OpenIM's database in MongoDB, as its processes use it: a server that is away or silent is waited for, half a minute and
 * for ever.
 *
 * <p>Safe for use by many threads.
 */
public final class ServerMongo implements AutoCloseable {

    /** The database of {@code mongodb.yml}. */
    private static final String DATABASE = "openim_v3";

    private final MongoClient client;
    private final MongoDatabase database;

    /** @param uri a connection string; the database in it is not used */
    public ServerMongo(String uri) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .retryWrites(false)
                .build());
        database = client.getDatabase(DATABASE);
    }

    /**
     * Answers what {@code query} answers of this collection; on a broken connection it is tried once more, as Go's driver
     * does.
     *
     * @throws RpcFailure if MongoDB could not be reached within half a minute
     */
    public <T> T ask(String collection, Function<MongoCollection<Document>, T> query) {
        try {
            return query.apply(database.getCollection(collection));
        } catch (MongoSocketException e) {
            return askOnce(collection, query);
        } catch (MongoException e) {
            throw RpcFailure.internal(String.valueOf(e.getMessage()));
        }
    }

    /** The same, without a second try. */
    public <T> T askOnce(String collection, Function<MongoCollection<Document>, T> query) {
        try {
            return query.apply(database.getCollection(collection));
        } catch (MongoException e) {
            throw RpcFailure.internal(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
