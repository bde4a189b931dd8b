package openim.verify.rehearsal.service.chat;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;
import org.bson.Document;

/** What chat-rpc answers: it keeps accounts and their passwords. */
public final class ChatRpc {

    private static final String CREDENTIALS = "credential";
    private static final String ACCOUNTS = "account";
    private static final String ATTRIBUTES = "attribute";
    private static final String SUPER_CODE = "666666";

    private final ServerMongo mongo;
    private final Remote<AdminRpc> admin;

    public ChatRpc(ServerMongo mongo, Remote<AdminRpc> admin) {
        this.mongo = mongo;
        this.admin = admin;
    }

    /** Whose phone number this is. */
    Optional<String> ownerOf(JsonNode user) {
        return find(CREDENTIALS, "account", phone(user)).map(credential -> credential.getString("user_id"));
    }

    /** Forgets an account. */
    Boolean forget(String userId) {
        for (String collection : List.of(CREDENTIALS, ACCOUNTS, ATTRIBUTES)) {
            mongo.ask(collection, all -> all.deleteMany(eq("user_id", userId)));
        }
        return true;
    }

    /** Makes an account; returns its user's id. */
    String register(JsonNode request) {
        JsonNode user = request.path("user");
        if (user.path("areaCode").asText().isEmpty()
                || user.path("phoneNumber").asText().isEmpty()) {
            throw RpcFailure.arguments("AreaCode is empty");
        }
        if (!request.path("verifyCode").asText().equals(SUPER_CODE)) {
            throw new RpcFailure(20006, "VerifyCodeNotMatch", "");
        }
        admin.call(AdminRpc::clientConfig);
        String id = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
        create(id, user);
        return id;
    }

    /** Logs somebody in; returns his id and his token. */
    Map<String, String> login(JsonNode request) {
        String password = request.path("password").asText();
        if (password.isEmpty() && request.path("verifyCode").asText().isEmpty()) {
            throw RpcFailure.arguments("password or code must be set");
        }
        String account = request.path("account").asText();
        String id = find(CREDENTIALS, "account", account.isEmpty() ? phone(request) : account)
                .map(credential -> credential.getString("user_id"))
                .orElseThrow(() -> new RpcFailure(20002, "AccountNotFound", "user unregistered"));
        if (password.isEmpty()) {
            if (!request.path("verifyCode").asText().equals(SUPER_CODE)) {
                throw new RpcFailure(20006, "VerifyCodeNotMatch", "");
            }
        } else if (!password.equals(find(ACCOUNTS, "user_id", id)
                .map(found -> found.getString("password"))
                .orElse(""))) {
            throw new RpcFailure(20001, "PasswordError", "");
        }
        return Map.of("userID", id, "chatToken", admin.call(rpc -> rpc.createToken(id, AdminRpc.USER)));
    }

    /** All that is known of these users. */
    Map<String, Object> findFull(List<String> ids) {
        if (ids.isEmpty()) {
            throw RpcFailure.arguments("UserIDs is empty");
        }
        List<Document> found =
                mongo.ask(ATTRIBUTES, all -> all.find(in("user_id", ids)).into(new ArrayList<>()));
        return Map.of("users", found.stream().map(ChatRpc::full).toList());
    }

    /** Adds an account that stands ready, unless its number is taken; returns its user's id. */
    public String provide(String id, JsonNode user) {
        return ownerOf(user).orElseGet(() -> {
            create(id, user);
            return id;
        });
    }

    private void create(String id, JsonNode user) {
        mongo.ask(
                CREDENTIALS,
                all -> all.insertOne(new Document("user_id", id)
                        .append("account", phone(user))
                        .append("type", 1)
                        .append("allow_change", true)));
        mongo.ask(
                ACCOUNTS,
                all -> all.insertOne(new Document("user_id", id)
                        .append("password", user.path("password").asText())
                        .append("create_time", Instant.now())));
        mongo.ask(
                ATTRIBUTES,
                all -> all.insertOne(new Document("user_id", id)
                        .append("phone_number", user.path("phoneNumber").asText())
                        .append("area_code", areaCode(user))
                        .append("nickname", user.path("nickname").asText())
                        .append("face_url", user.path("faceURL").asText())
                        .append("create_time", Instant.now())));
    }

    private static Map<String, Object> full(Document user) {
        return Map.ofEntries(
                Map.entry("userID", user.getString("user_id")),
                Map.entry("password", ""),
                Map.entry("account", ""),
                Map.entry("phoneNumber", user.getString("phone_number")),
                Map.entry("areaCode", user.getString("area_code")),
                Map.entry("email", ""),
                Map.entry("nickname", user.getString("nickname")),
                Map.entry("faceURL", user.getString("face_url")),
                Map.entry("gender", 0),
                Map.entry("level", 0),
                Map.entry("birth", 0),
                Map.entry("allowAddFriend", 1),
                Map.entry("allowBeep", 1),
                Map.entry("allowVibration", 1),
                Map.entry("globalRecvMsgOpt", 0),
                Map.entry("registerType", 2));
    }

    private Optional<Document> find(String collection, String field, String value) {
        List<Document> found =
                mongo.ask(collection, all -> all.find(eq(field, value)).into(new ArrayList<>()));
        return found.stream().findFirst();
    }

    private static String phone(JsonNode user) {
        return areaCode(user) + " " + user.path("phoneNumber").asText();
    }

    private static String areaCode(JsonNode user) {
        String code = user.path("areaCode").asText();
        return code.startsWith("+") ? code : "+" + code;
    }
}
