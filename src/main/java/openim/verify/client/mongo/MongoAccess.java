package openim.verify.client.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import openim.verify.client.net.Tls;
import openim.verify.config.Mongo;

/** Opens the driver with as much patience as a deadline leaves, and no more. */
final class MongoAccess {

    private MongoAccess() {}

    static MongoClient open(Mongo mongo, Tls tls, Deadline deadline) {
        long millis = Math.max(1, deadline.remaining().toMillis());
        int patience = (int) Math.min(millis, Integer.MAX_VALUE);
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(mongo.uri().reveal()))
                .applicationName("openim-verify")
                .retryReads(false)
                // Those of a set's members too, which the servers tell by the names that they have for each other.
                .inetAddressResolver(host -> List.of(tls.names().lookUp(host, deadline)))
                .timeout(millis, TimeUnit.MILLISECONDS)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.minSize(0).maxSize(2))
                .applyToSocketSettings(socket -> socket.connectTimeout(patience, TimeUnit.MILLISECONDS)
                        .readTimeout(patience, TimeUnit.MILLISECONDS));
        settings.applyToSslSettings(ssl -> {
            if (ssl.build().isEnabled()) {
                ssl.context(tls.context());
            }
        });
        return MongoClients.create(settings.build());
    }
}
