package openim.verify.rehearsal.service.user;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What openim-rpc-friend answers. */
public final class FriendRpc {

    private static final String FRIENDS = "friend";
    private static final String BLACK_LIST = "black";
    private static final int BY_IMPORT = 1;

    private final ServerMongo mongo;
    private final Remote<UserRpc> users;

    public FriendRpc(ServerMongo mongo, Remote<UserRpc> users) {
        this.mongo = mongo;
        this.users = users;
    }

    /** Makes this user and each of those friends of each other. */
    public Map<String, Object> importFriends(Caller caller, String owner, List<String> friends) {
        caller.mustBeAdmin();
        users.call(rpc -> rpc.mustExist(owner));
        friends.forEach(friend -> users.call(rpc -> rpc.mustExist(friend)));
        if (friends.contains(owner)) {
            throw new RpcFailure(1301, "CanNotAddYourselfError", "can not add yourself");
        }
        friends.forEach(friend -> {
            befriend(owner, friend);
            befriend(friend, owner);
        });
        return Map.of();
    }

    /** Whether each is among the other's friends. */
    public Map<String, Object> isFriend(Caller caller, String one, String other) {
        if (!caller.userId().equals(other)) {
            caller.mustBe(one);
        }
        return Map.of("inUser1Friends", hasFriend(one, other), "inUser2Friends", hasFriend(other, one));
    }

    /** This user's friends. */
    public Map<String, Object> friends(Caller caller, String userId, Paging page) {
        caller.mustBe(userId);
        List<Document> all = mongo.ask(
                FRIENDS, friends -> friends.find(eq("owner_user_id", userId)).into(new ArrayList<>()));
        Map<String, Object> answer = new HashMap<>();
        answer.put(
                "friendsInfo",
                orNull(page.of(all).stream().map(FriendRpc::answer).toList()));
        answer.put("total", all.size());
        return answer;
    }

    /** Whether {@code owner} has {@code friend} among his friends. */
    public boolean hasFriend(String owner, String friend) {
        return mongo.ask(
                FRIENDS,
                friends -> friends.countDocuments(and(eq("owner_user_id", owner), eq("friend_user_id", friend))) > 0);
    }

    /** Whether {@code owner} refuses messages of {@code sender}. */
    public boolean refuses(String owner, String sender) {
        return mongo.ask(
                BLACK_LIST,
                blacks -> blacks.countDocuments(and(eq("owner_user_id", owner), eq("block_user_id", sender))) > 0);
    }

    private void befriend(String owner, String friend) {
        mongo.ask(
                FRIENDS,
                friends -> friends.updateOne(
                        and(eq("owner_user_id", owner), eq("friend_user_id", friend)),
                        Updates.combine(
                                Updates.setOnInsert("remark", ""),
                                Updates.setOnInsert("create_time", Instant.now()),
                                Updates.setOnInsert("add_source", BY_IMPORT),
                                Updates.setOnInsert("operator_user_id", owner),
                                Updates.setOnInsert("ex", ""),
                                Updates.setOnInsert("is_pinned", false)),
                        new UpdateOptions().upsert(true)));
    }

    /** Go has no empty lists where nothing was ever put into them. */
    private static @Nullable List<?> orNull(List<?> list) {
        return list.isEmpty() ? null : list;
    }

    private static Map<String, Object> answer(Document friend) {
        return Map.of(
                "ownerUserID", friend.getString("owner_user_id"),
                "remark", friend.getString("remark"),
                "createTime", friend.getDate("create_time").toInstant().getEpochSecond(),
                "friendUser", Map.of("userID", friend.getString("friend_user_id")),
                "addSource", friend.getInteger("add_source"),
                "operatorUserID", friend.getString("operator_user_id"),
                "ex", friend.getString("ex"),
                "isPinned", friend.getBoolean("is_pinned"));
    }
}
