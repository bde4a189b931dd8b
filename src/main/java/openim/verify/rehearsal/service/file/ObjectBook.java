package openim.verify.rehearsal.service.file;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.rehearsal.service.store.ServerMongo;
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

    /** A name that was asked for, what it led to, and until when it leads there though it was given to another object. */
    private record Known(Entry entry, Instant until) {}

    private final ServerMongo mongo;
    private final Duration servesOldFor;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param servesOldFor for how long a name that was asked for leads to the object that it led to before */
    ObjectBook(ServerMongo mongo, Duration servesOldFor) {
        this.mongo = mongo;
        this.servesOldFor = servesOldFor;
    }

    /** Has this name lead to this object. */
    void enter(Entry entry, String userId, String hash, long size) {
        known.computeIfPresent(
                entry.name(),
                (name, old) -> new Known(old.entry(), Instant.now().plus(servesOldFor)));
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
        Optional<Known> old =
                Optional.ofNullable(known.get(name)).filter(kept -> kept.until().isAfter(Instant.now()));
        if (old.isPresent()) {
            return old.map(Known::entry);
        }
        Optional<Entry> found = inMongo(name);
        found.filter(entry -> !servesOldFor.isZero())
                .ifPresent(entry -> known.put(name, new Known(entry, Instant.MIN)));
        return found;
    }

    private Optional<Entry> inMongo(String name) {
        List<Document> found = mongo.ask(
                COLLECTION, objects -> objects.find(Filters.eq("name", name)).into(new ArrayList<>()));
        return found.stream()
                .findFirst()
                .map(object -> new Entry(name, object.getString("key"), object.getString("content_type")));
    }
}
