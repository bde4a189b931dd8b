package openim.verify.rehearsal.service.chat;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import openim.verify.rehearsal.service.rpc.Failure;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.store.Mongo;
import org.bson.Document;

/** What chat-rpc answers: it keeps accounts and their passwords. */
public final class ChatRpc {

    private static final String CREDENTIALS = "credential";
    private static final String ACCOUNTS = "account";
    private static final String ATTRIBUTES = "attribute";
    private static final String SUPER_CODE = "666666";

    private final Mongo mongo;
    private final Remote<AdminRpc> admin;

    public ChatRpc(Mongo mongo, Remote<AdminRpc> admin) {
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
        if (user.path("areaCode").asText().isEmpty() || user.path("phoneNumber").asText().isEmpty()) {
            throw Failure.arguments("AreaCode is empty");
        }
        if (!request.path("verifyCode").asText().equals(SUPER_CODE)) {
            throw new Failure(20006, "VerifyCodeNotMatch", "");
        }
        asking(rpc -> rpc.clientConfig());
        String id = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
        create(id, user);
        return id;
    }

    /** Logs somebody in; returns his id and his token. */
    Map<String, String> login(JsonNode request) {
        String password = request.path("password").asText();
        if (password.isEmpty() && request.path("verifyCode").asText().isEmpty()) {
            throw Failure.arguments("password or code must be set");
        }
        String account = request.path("account").asText();
        String id = find(CREDENTIALS, "account", account.isEmpty() ? phone(request) : account)
                .map(credential -> credential.getString("user_id"))
                .orElseThrow(() -> new Failure(20002, "AccountNotFound", "user unregistered"));
        if (password.isEmpty()) {
            if (!request.path("verifyCode").asText().equals(SUPER_CODE)) {
                throw new Failure(20006, "VerifyCodeNotMatch", "");
            }
        } else if (!password.equals(
                find(ACCOUNTS, "user_id", id).map(found -> found.getString("password")).orElse(""))) {
            throw new Failure(20001, "PasswordError", "");
        }
        return Map.of("userID", id, "chatToken", asking(rpc -> rpc.createToken(id, AdminRpc.USER)));
    }

    /** All that is known of these users. */
    Map<String, Object> findFull(List<String> ids) {
        if (ids.isEmpty()) {
            throw Failure.arguments("UserIDs is empty");
        }
        List<Document> found =
                mongo.ask(ATTRIBUTES, all -> all.find(in("user_id", ids)).into(new ArrayList<>()));
        return Map.of(
                "users",
                found.stream()
                        .map(user -> Map.of(
                                "userID", user.getString("user_id"),
                                "account", "",
                                "phoneNumber", user.getString("phone_number"),
                                "areaCode", user.getString("area_code"),
                                "nickname", user.getString("nickname"),
                                "faceURL", user.getString("face_url")))
                        .toList());
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
                        .append("create_time", new Date())));
        mongo.ask(
                ATTRIBUTES,
                all -> all.insertOne(new Document("user_id", id)
                        .append("phone_number", user.path("phoneNumber").asText())
                        .append("area_code", areaCode(user))
                        .append("nickname", user.path("nickname").asText())
                        .append("face_url", user.path("faceURL").asText())
                        .append("create_time", new Date())));
    }

    /** An answer of admin-rpc; when it cannot be reached its words come back twice, once for each hop. */
    private <T> T asking(Function<AdminRpc, T> request) {
        try {
            return admin.call(request);
        } catch (Failure e) {
            throw e.code() == 14 ? new Failure(e.code(), e.words(), e.words()) : e;
        }
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
