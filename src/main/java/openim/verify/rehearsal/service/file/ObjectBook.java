package openim.verify.rehearsal.service.file;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.rehearsal.service.store.Mongo;
import org.bson.Document;

/** Which names lead to which objects, in MongoDB's collection {@code s3}. */
final class ObjectBook {

    private static final String COLLECTION = "s3";

    /**
     * One name.
     *
     * @param name as users give it
     * @param key of the object in the bucket
     * @param contentType as the uploader gave it
     */
    record Entry(String name, String key, String contentType) {}

    private final Mongo mongo;

    ObjectBook(Mongo mongo) {
        this.mongo = mongo;
    }

    /** Has this name lead to this object. */
    void enter(Entry entry, String userId, String hash, long size) {
        Document document = new Document("name", entry.name())
                .append("user_id", userId)
                .append("hash", hash)
                .append("engine", "minio")
                .append("key", entry.key())
                .append("size", size)
                .append("content_type", entry.contentType())
                .append("group", "")
                .append("create_time", Instant.now());
        mongo.ask(
                COLLECTION,
                objects -> objects.replaceOne(
                        Filters.eq("name", entry.name()), document, new ReplaceOptions().upsert(true)));
    }

    Optional<Entry> find(String name) {
        List<Document> found = mongo.ask(
                COLLECTION, objects -> objects.find(Filters.eq("name", name)).into(new ArrayList<>()));
        return found.stream()
                .findFirst()
                .map(object -> new Entry(name, object.getString("key"), object.getString("content_type")));
    }
}
