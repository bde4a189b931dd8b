package openim.verify.client.mongo;

import org.bson.Document;

/**
 * What a server of MongoDB says of itself.
 *
 * @param writable whether it takes writes: it stands alone, is the primary of its set, or a router
 * @param set the name of its replica set; empty if it has none
 */
public record MongoHello(boolean writable, String set) {

    static MongoHello of(Document hello) {
        boolean writable =
                Boolean.TRUE.equals(hello.get("isWritablePrimary")) || Boolean.TRUE.equals(hello.get("ismaster"));
        return new MongoHello(writable, hello.get("setName") instanceof String name ? name : "");
    }
}
