package openim.verify.client.mongo;

import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.util.Objects;

/**
 * What MongoDB's servers say of themselves when they are greeted.
 *
 * @param writable whether one of them takes writes: it stands alone, is the primary of its set, or a router
 * @param set the name of their replica set; empty if they are none
 */
public record MongoHello(boolean writable, String set) {

    /** The driver greets the servers by itself, in whichever way their version understands. */
    static MongoHello of(ClusterDescription cluster) {
        boolean writable = cluster.getServerDescriptions().stream().anyMatch(ServerDescription::isPrimary);
        String set = cluster.getServerDescriptions().stream()
                .map(ServerDescription::getSetName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new MongoHello(writable, set);
    }
}
