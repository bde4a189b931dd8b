package openim.verify.rehearsal.service.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import openim.verify.client.wire.MsgData;
import org.bson.Document;

/** The messages in MongoDB: a document for each hundred of a conversation. */
public final class MessageArchive {

    private static final String COLLECTION = "msg";
    private static final int IN_DOCUMENT = 100;

    private final ServerMongo mongo;

    public MessageArchive(ServerMongo mongo) {
        this.mongo = mongo;
    }

    /** Stores it at its place. Not tried twice: what fails here is lost. */
    public void store(String conversation, MsgData message) {
        String id = documentId(conversation, message.getSeq());
        Document stored = StoredMessage.document(message);
        int place = place(message.getSeq());
        long matched = mongo.askOnce(
                COLLECTION,
                messages -> messages.updateOne(eq("doc_id", id), Updates.set("msgs." + place + ".msg", stored))
                        .getMatchedCount());
        if (matched == 0) {
            List<Document> places = new ArrayList<>(IN_DOCUMENT);
            for (int i = 0; i < IN_DOCUMENT; i++) {
                places.add(emptyPlace());
            }
            places.get(place).put("msg", stored);
            mongo.askOnce(
                    COLLECTION, messages -> messages.insertOne(new Document("doc_id", id).append("msgs", places)));
        }
    }

    /** Those of these numbers that are stored, by number. */
    public Map<Long, MsgData> find(String conversation, Collection<Long> seqs) {
        Collection<String> ids = new TreeSet<>();
        seqs.forEach(seq -> ids.add(documentId(conversation, seq)));
        Map<Long, MsgData> found = new TreeMap<>();
        messagesIn(mongo.ask(
                        COLLECTION, messages -> messages.find(in("doc_id", ids)).into(new ArrayList<>())))
                .stream()
                .filter(message -> seqs.contains(message.getSeq()))
                .forEach(message -> found.put(message.getSeq(), message));
        return found;
    }

    /** All messages of the conversations whose id begins so. */
    public List<MsgData> all(String conversationPrefix) {
        Pattern prefix = Pattern.compile("^" + Pattern.quote(conversationPrefix));
        return messagesIn(mongo.ask(
                COLLECTION, messages -> messages.find(regex("doc_id", prefix)).into(new ArrayList<>())));
    }

    /** Marks one as read that somebody else than this user wrote, if it is there. */
    public void markRead(String conversation, long seq, String reader) {
        String at = "msgs." + place(seq);
        mongo.ask(
                COLLECTION,
                messages -> messages.updateMany(
                        and(eq("doc_id", documentId(conversation, seq)), ne(at + ".msg.send_id", reader)),
                        Updates.set(at + ".is_read", true)));
    }

    /** Removes one for good. */
    public void remove(String conversation, long seq) {
        mongo.ask(
                COLLECTION,
                messages -> messages.updateOne(
                        eq("doc_id", documentId(conversation, seq)), Updates.set("msgs." + place(seq) + ".msg", null)));
    }

    private static List<MsgData> messagesIn(List<Document> documents) {
        List<MsgData> messages = new ArrayList<>();
        for (Document document : documents) {
            for (Document place : document.getList("msgs", Document.class)) {
                Document stored = place.get("msg", Document.class);
                if (stored != null) {
                    boolean read = place.getBoolean("is_read", false);
                    MsgData message = StoredMessage.of(stored);
                    messages.add(read ? message.toBuilder().setIsRead(true).build() : message);
                }
            }
        }
        return messages;
    }

    private static Document emptyPlace() {
        return new Document("msg", null)
                .append("revoke", null)
                .append("del_list", List.of())
                .append("is_read", false);
    }

    private static String documentId(String conversation, long seq) {
        return conversation + ":" + (seq - 1) / IN_DOCUMENT;
    }

    private static int place(long seq) {
        return (int) ((seq - 1) % IN_DOCUMENT);
    }
}
