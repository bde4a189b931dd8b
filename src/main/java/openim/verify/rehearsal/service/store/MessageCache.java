package openim.verify.rehearsal.service.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openim.verify.client.wire.MsgData;
import org.bson.Document;

/** The messages of the last day, in Redis. */
public final class MessageCache {

    private static final Duration KEPT = Duration.ofHours(24);

    private final ServerRedis redis;

    public MessageCache(ServerRedis redis) {
        this.redis = redis;
    }

    /** Puts one in, under its number. */
    public void put(String conversation, MsgData message) {
        String json = new Document("msg", StoredMessage.document(message))
                .append("revoke", null)
                .append("del_list", null)
                .append("is_read", false)
                .toJson();
        redis.ask(r -> r.setex(key(conversation, message.getSeq()), KEPT.toSeconds(), json));
    }

    /** Those of these numbers that are there, by number. */
    public Map<Long, MsgData> find(String conversation, Collection<Long> seqs) {
        Map<Long, MsgData> found = new TreeMap<>();
        for (long seq : seqs) {
            Optional.ofNullable(redis.ask(r -> r.get(key(conversation, seq))))
                    .map(json -> StoredMessage.of(Document.parse(json).get("msg", Document.class)))
                    .ifPresent(message -> found.put(seq, message));
        }
        return found;
    }

    /** Forgets one. */
    public void remove(String conversation, long seq) {
        redis.ask(r -> r.del(key(conversation, seq)));
    }

    private static String key(String conversation, long seq) {
        return "MSG_CACHE:" + conversation + ":" + seq;
    }
}
