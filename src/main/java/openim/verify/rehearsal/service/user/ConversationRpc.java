package openim.verify.rehearsal.service.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;

/** What openim-rpc-conversation answers. */
public final class ConversationRpc {

    private static final String COLLECTION = "conversation";

    /** What this process asks of openim-rpc-msg. */
    public interface Numbers {

        /** The highest number in this conversation, and the last message of it as clients get it. */
        Map<String, Object> newest(String conversation);
    }

    private final ServerMongo mongo;
    private final Remote<? extends Numbers> messages;

    public ConversationRpc(ServerMongo mongo, Remote<? extends Numbers> messages) {
        this.mongo = mongo;
        this.messages = messages;
    }

    /** The conversations that this user takes part in. */
    public List<String> ids(String owner) {
        return mongo.ask(
                COLLECTION,
                all -> all.find(eq("owner_user_id", owner))
                        .map(conversation -> conversation.getString("conversation_id"))
                        .into(new ArrayList<>()));
    }

    /**
     * With whom this user has a conversation of two.
     *
     * @throws RpcFailure 1004 if he takes part in none of that id
     */
    public String peer(String owner, String conversation) {
        List<String> peers = mongo.ask(
                COLLECTION,
                all -> all.find(and(eq("owner_user_id", owner), eq("conversation_id", conversation)))
                        .map(found -> found.getString("user_id"))
                        .into(new ArrayList<>()));
        return peers.stream().findFirst().orElseThrow(() -> RpcFailure.notFound("mongo: no documents in result"));
    }

    /** Has each of these users take part in this conversation, if he does not yet. */
    public Boolean create(String conversation, int type, String groupId, Collection<String> owners) {
        for (String owner : owners) {
            String peer = owners.stream()
                    .filter(other -> !other.equals(owner))
                    .findFirst()
                    .orElse(owner);
            mongo.ask(
                    COLLECTION,
                    all -> all.updateOne(
                            and(eq("owner_user_id", owner), eq("conversation_id", conversation)),
                            Updates.combine(
                                    Updates.setOnInsert("conversation_type", type),
                                    Updates.setOnInsert("user_id", groupId.isEmpty() ? peer : ""),
                                    Updates.setOnInsert("group_id", groupId),
                                    Updates.setOnInsert("recv_msg_opt", 0),
                                    Updates.setOnInsert("is_pinned", false),
                                    Updates.setOnInsert("max_seq", 0L),
                                    Updates.setOnInsert("min_seq", 0L),
                                    Updates.setOnInsert("create_time", Instant.now())),
                            new UpdateOptions().upsert(true)));
        }
        return true;
    }

    /**
     * The list as a client shows it.
     *
     * @param wanted all of this user's if empty
     * @throws RpcFailure 1004 if he takes part in none of them
     */
    public Map<String, Object> sorted(Caller caller, String userId, List<String> wanted, Paging page) {
        caller.mustBe(userId);
        List<String> ids = wanted.isEmpty() ? ids(userId) : wanted;
        List<String> found = mongo.ask(
                COLLECTION,
                all -> all.find(and(eq("owner_user_id", userId), in("conversation_id", ids)))
                        .map(conversation -> conversation.getString("conversation_id"))
                        .into(new ArrayList<>()));
        if (found.isEmpty()) {
            throw RpcFailure.notFound("");
        }
        List<Map<String, Object>> elements =
                found.stream().map(id -> element(id)).toList();
        return Map.of("conversationTotal", found.size(), "unreadTotal", 0, "conversationElems", page.of(elements));
    }

    private Map<String, Object> element(String id) {
        Map<String, Object> newest = messages.call(rpc -> rpc.newest(id));
        return Map.of("conversationID", id, "recvMsgOpt", 0, "unreadCount", 0, "IsPinned", false, "msgInfo", newest);
    }
}
