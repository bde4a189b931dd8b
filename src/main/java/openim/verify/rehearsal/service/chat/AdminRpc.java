package openim.verify.rehearsal.service.chat;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;
import openim.verify.rehearsal.service.store.ServerRedis;
import openim.verify.rehearsal.service.user.Claims;
import openim.verify.rehearsal.service.user.TokenSigner;
import org.bson.Document;

/** What admin-rpc answers: it knows the administrator, and which of ChatServer's tokens live. */
public final class AdminRpc {

    static final int USER = 1;
    static final int ADMINISTRATOR = 2;

    private static final String ADMINS = "admin";
    private static final String CACHE_TOKEN = " | -> cache.(*TokenCacheRedis).AddTokenFlagNXEx()"
            + " github.com/openimsdk/chat/pkg/common/db/cache/token.go:56 ->"
            + " database.(*AdminDatabase).CacheToken()";

    private final ServerMongo mongo;
    private final ServerRedis redis;
    private final String redisAddress;
    private final TokenSigner signer;

    /**
     * @param redisAddress {@code host:port}, as errors name it
     * @param secret with which ChatServer's own tokens are signed
     */
    public AdminRpc(ServerMongo mongo, ServerRedis redis, String redisAddress, String secret) {
        this.mongo = mongo;
        this.redis = redis;
        this.redisAddress = redisAddress;
        this.signer = new TokenSigner(secret);
    }

    /** What clients are configured with. */
    Map<String, Object> clientConfig() {
        return Map.of("config", config());
    }

    /** The newest version of the app for a platform; here there never is one. */
    Map<String, Object> latestVersion(String platform) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("version", find("application", "platform", platform).orElse(null));
        return answer;
    }

    /** Logs the administrator in. */
    Map<String, Object> login(String account, String passwordMd5) {
        Document admin =
                find(ADMINS, "account", account).orElseThrow(() -> new RpcFailure(20002, "AccountNotFound", ""));
        if (!passwordMd5.equals(admin.getString("password"))) {
            throw new RpcFailure(20001, "PasswordError", "");
        }
        Map<String, Object> answer = new HashMap<>();
        answer.put("adminAccount", account);
        answer.put("adminToken", createToken(admin.getString("user_id"), ADMINISTRATOR));
        answer.put("nickname", admin.getString("nickname"));
        answer.put("faceURL", "");
        answer.put("level", admin.getInteger("level"));
        answer.put("adminUserID", admin.getString("user_id"));
        return answer;
    }

    /** What is known of the administrator, his hashed password included, as with the real one. */
    Map<String, Object> info(String userId) {
        Document admin = find(ADMINS, "user_id", userId).orElseThrow(() -> RpcFailure.notFound(userId));
        return Map.of(
                "account", admin.getString("account"),
                "password", admin.getString("password"),
                "faceURL", "",
                "nickname", admin.getString("nickname"),
                "userID", userId,
                "level", admin.getInteger("level"),
                "createTime", admin.getDate("create_time").toInstant().toEpochMilli());
    }

    /** Makes a token for somebody, and lets it live. */
    String createToken(String userId, int type) {
        String token = signer.sign(userId, type);
        try {
            redis.ask(r -> r.hsetnx(key(userId), token, "0"));
            redis.ask(r -> r.expire(key(userId), TokenSigner.VALID.toSeconds()));
            return token;
        } catch (RpcFailure e) {
            String cause = e.detail().equals("connection refused")
                    ? "dial tcp " + redisAddress + ": connect: connection refused"
                    : e.detail();
            throw new RpcFailure(500, "Error: " + cause + CACHE_TOKEN, "");
        }
    }

    /**
     * Whose token this is, and of which type.
     *
     * @throws RpcFailure 20101 if it does not live, and those of the signature
     */
    Claims check(String token) {
        if (token.isEmpty()) {
            throw RpcFailure.arguments("token is empty");
        }
        Claims claims = read(token);
        if (!redis.ask(r -> r.hexists(key(claims.userId()), token))) {
            throw new RpcFailure(20101, "ErrTokenNotExist", "");
        }
        return claims;
    }

    /** Adds the administrator, unless he is there. */
    public void provide(String account, String passwordMd5) {
        mongo.ask(
                ADMINS,
                admins -> admins.updateOne(
                        eq("account", account),
                        Updates.combine(
                                Updates.setOnInsert("password", passwordMd5),
                                Updates.setOnInsert("face_url", ""),
                                Updates.setOnInsert("nickname", ""),
                                Updates.setOnInsert("user_id", Caller.IM_ADMIN),
                                Updates.setOnInsert("level", 100),
                                Updates.setOnInsert("create_time", Instant.now())),
                        new UpdateOptions().upsert(true)));
    }

    private Claims read(String token) {
        try {
            return signer.read(token);
        } catch (RpcFailure e) {
            throw e.code() == 1505 ? new RpcFailure(1505, "TokenUnknownError", "") : e;
        }
    }

    private Map<String, String> config() {
        return mongo.ask("client_config", all -> all.find().into(new ArrayList<>())).stream()
                .collect(Collectors.toMap(entry -> entry.getString("key"), entry -> entry.getString("value")));
    }

    private Optional<Document> find(String collection, String field, String value) {
        List<Document> found =
                mongo.ask(collection, all -> all.find(eq(field, value)).into(new ArrayList<>()));
        return found.stream().findFirst();
    }

    private static String key(String userId) {
        return "CHAT_UID_TOKEN_STATUS:" + userId;
    }
}
