package openim.verify.rehearsal.service.user;

import static com.mongodb.client.model.Filters.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;
import openim.verify.rehearsal.service.store.ServerRedis;
import org.bson.Document;

/** What openim-rpc-user answers. Whom it has found once it finds again without MongoDB, by its cache in Redis. */
public final class UserRpc {

    private static final String COLLECTION = "user";
    private static final Duration CACHED = Duration.ofHours(12);

    private final ServerMongo mongo;
    private final ServerRedis redis;
    private final OnlineUsers online;

    public UserRpc(ServerMongo mongo, ServerRedis redis, OnlineUsers online) {
        this.mongo = mongo;
        this.redis = redis;
        this.online = online;
    }

    /**
     * Answers if there is such a user.
     *
     * @throws RpcFailure 1004 if there is none
     */
    public Boolean mustExist(String userId) {
        if (registered(List.of(userId)).isEmpty()) {
            throw RpcFailure.notFound("record not found");
        }
        return true;
    }

    /** Registers users; all or none. */
    public Map<String, Object> register(Caller caller, JsonNode users) {
        if (users.isEmpty()) {
            throw RpcFailure.arguments("users is empty");
        }
        caller.mustBeAdmin();
        List<String> ids = new ArrayList<>();
        users.forEach(user -> ids.add(user.path("userID").asText()));
        if (ids.stream().anyMatch(id -> id.isEmpty() || id.contains(":"))) {
            throw RpcFailure.arguments("userID is empty or contains ':'");
        }
        if (!registered(ids).isEmpty()) {
            throw new RpcFailure(1102, "RegisteredAlreadyError", "userID registered already");
        }
        List<Document> documents = new ArrayList<>();
        users.forEach(user -> documents.add(document(user)));
        mongo.ask(COLLECTION, collection -> collection.insertMany(documents));
        return Map.of();
    }

    /** Which of these are registered. */
    public Map<String, Object> check(Caller caller, List<String> ids) {
        caller.mustBeAdmin();
        if (new HashSet<>(ids).size() < ids.size()) {
            throw RpcFailure.arguments("userID repeated");
        }
        Set<String> registered = registered(ids);
        return Map.of(
                "results",
                ids.stream()
                        .map(id -> Map.of("userID", id, "accountStatus", registered.contains(id) ? 1 : 0))
                        .toList());
    }

    /** How many registered between two times, in milliseconds, by day. */
    public Map<String, Object> countRegistered(long from, long to) {
        if (from <= 0) {
            throw RpcFailure.arguments("start is invalid");
        }
        List<Document> found = mongo.ask(
                COLLECTION,
                users -> users.find(Filters.and(
                                Filters.gte("create_time", Instant.ofEpochMilli(from)),
                                Filters.lt("create_time", Instant.ofEpochMilli(to))))
                        .into(new ArrayList<>()));
        Map<String, Long> byDay = found.stream()
                .collect(Collectors.groupingBy(
                        user -> user.getDate("create_time")
                                .toInstant()
                                .toString()
                                .substring(0, 10),
                        Collectors.counting()));
        long total = mongo.ask(COLLECTION, users -> users.countDocuments());
        return Map.of("total", total, "before", total - found.size(), "count", byDay);
    }

    /** Says who came and who left, as a gateway gathers it. */
    public Boolean setOnline(String gateway, Map<String, Set<Integer>> platformsByUser) {
        online.set(gateway, platformsByUser);
        return true;
    }

    /** Says who is online, and on which platforms, as Redis has it. */
    public Map<String, Object> statuses(List<String> userIds) {
        return Map.of(
                "statusList",
                userIds.stream()
                        .map(user -> {
                            Set<Integer> there = online.inRedis(user);
                            return Map.of(
                                    "userID",
                                    user,
                                    "status",
                                    there.isEmpty() ? 0 : 1,
                                    "platformIDs",
                                    List.copyOf(there));
                        })
                        .toList());
    }

    /** Adds an account that OpenIM has by itself, unless it is there. */
    public void provide(String userId, String nickname) {
        mongo.ask(
                COLLECTION,
                users -> users.updateOne(
                        Filters.eq("user_id", userId),
                        Updates.combine(
                                Updates.setOnInsert("nickname", nickname),
                                Updates.setOnInsert("face_url", ""),
                                Updates.setOnInsert("ex", ""),
                                Updates.setOnInsert("app_manger_level", 0),
                                Updates.setOnInsert("global_recv_msg_opt", 0),
                                Updates.setOnInsert("create_time", Instant.now())),
                        new UpdateOptions().upsert(true)));
    }

    private Set<String> registered(Collection<String> ids) {
        Set<String> known = new HashSet<>();
        for (String id : ids) {
            if (redis.ask(r -> r.exists(cacheKey(id)))) {
                known.add(id);
            }
        }
        Set<String> unknown = new HashSet<>(ids);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            Set<String> found = mongo.ask(
                    COLLECTION,
                    users -> users.find(in("user_id", unknown))
                            .map(user -> user.getString("user_id"))
                            .into(new HashSet<>()));
            found.forEach(id -> redis.ask(r -> r.setex(cacheKey(id), CACHED.toSeconds(), id)));
            known.addAll(found);
        }
        return known;
    }

    private static String cacheKey(String userId) {
        return "USER_INFO:" + userId;
    }

    private static Document document(JsonNode user) {
        return new Document("user_id", user.path("userID").asText())
                .append("nickname", user.path("nickname").asText())
                .append("face_url", user.path("faceURL").asText())
                .append("ex", user.path("ex").asText())
                .append("app_manger_level", user.path("appMangerLevel").asInt())
                .append("global_recv_msg_opt", 0)
                .append("create_time", Instant.now());
    }
}
