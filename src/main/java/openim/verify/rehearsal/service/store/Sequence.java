package openim.verify.rehearsal.service.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * The numbers of messages within their conversations: given out from Redis, a block at a time from MongoDB.
 *
 * <p>When Redis has lost a conversation, what was left of its block is skipped. A number is never given out twice; to be
 * used by one thread at a time for one conversation.
 */
public final class Sequence {

    private static final int BLOCK = 50;
    private static final int GROUP_BLOCK = 100;
    private static final String COLLECTION = "seq";
    private static final String CURRENT = "CURR";
    private static final String LAST = "LAST";

    private final ServerRedis redis;
    private final ServerMongo mongo;

    public Sequence(ServerRedis redis, ServerMongo mongo) {
        this.redis = redis;
        this.mongo = mongo;
    }

    /** Takes the next {@code count} numbers; returns the one before the first of them. */
    public long take(String conversation, int count) {
        List<String> state = redis.ask(r -> r.hmget(key(conversation), CURRENT, LAST));
        boolean known = state.get(0) != null;
        long current = known ? Long.parseLong(state.get(0)) : 0;
        long last = known ? Long.parseLong(state.get(1)) : 0;
        if (known && current + count <= last) {
            remember(conversation, current + count, last);
            return current;
        }
        int block = count + (Conversation.isGroup(conversation) ? GROUP_BLOCK : BLOCK);
        long reserved = reserve(conversation, block);
        long start = known && last == reserved ? current : reserved;
        remember(conversation, start + count, reserved + block);
        return start;
    }

    /** The highest number given out in the conversation; 0 if none. */
    public long highest(String conversation) {
        List<String> state = redis.ask(r -> r.hmget(key(conversation), CURRENT));
        return state.get(0) != null ? Long.parseLong(state.get(0)) : reserved(conversation);
    }

    private void remember(String conversation, long current, long last) {
        redis.ask(r -> r.hset(
                key(conversation),
                Map.of(
                        CURRENT,
                        Long.toString(current),
                        LAST,
                        Long.toString(last),
                        "TIME",
                        Long.toString(System.currentTimeMillis()))));
    }

    private long reserve(String conversation, int block) {
        Document after = mongo.ask(
                COLLECTION,
                seqs -> seqs.findOneAndUpdate(
                        Filters.eq("conversation_id", conversation),
                        Updates.combine(Updates.inc("max_seq", (long) block), Updates.setOnInsert("min_seq", 0L)),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        return maxSeq(after) - block;
    }

    private long reserved(String conversation) {
        List<Document> found = mongo.ask(
                COLLECTION,
                seqs -> seqs.find(Filters.eq("conversation_id", conversation)).into(new java.util.ArrayList<>()));
        return found.isEmpty() ? 0 : maxSeq(found.get(0));
    }

    private static long maxSeq(Document seq) {
        return seq.get("max_seq", Number.class).longValue();
    }

    private static String key(String conversation) {
        return "MALLOC_SEQ:" + conversation;
    }
}
