package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Platform;
import openim.verify.client.UserId;

/** Accounts of OpenIMServer, as the administrator sees them. */
public final class UserApi {

    /** One of the accounts to register exists already; none was registered. */
    public static final int ERR_REGISTERED_ALREADY = 1102;

    private static final String REGISTER = "/user/user_register";

    /** What is missing, or what it does not let in. */
    private static final Set<Integer> WITHOUT_SECRET = Set.of(1001, 1002);

    private final AdminSession admin;

    public UserApi(AdminSession admin) {
        this.admin = admin;
    }

    /** Registers accounts whose nickname is their id; all of them or none. */
    public Answer register(Collection<UserId> users) {
        List<Map<String, String>> accounts = users.stream()
                .map(u -> Map.of("userID", u.value(), "nickname", u.value(), "faceURL", ""))
                .toList();
        var body = Map.of("users", accounts);
        Answer answer = admin.write(REGISTER, body);
        return wantsTheSecret(answer) ? admin.writeShowingSecret(REGISTER, body) : answer;
    }

    /** Up to 3.8.0 a token is not enough: {@code internal/rpc/user/user.go} there. */
    private static boolean wantsTheSecret(Answer answer) {
        return answer instanceof Answer.Reply reply
                && WITHOUT_SECRET.contains(reply.errCode())
                && reply.words().toLowerCase(Locale.ROOT).contains("secret");
    }

    /** Which of these accounts are registered. */
    public ApiResult<Set<UserId>> registeredOf(Collection<UserId> users) {
        List<String> ids = users.stream().map(UserId::value).toList();
        Answer answer = admin.call("/user/account_check", Map.of("checkUserIDs", ids));
        return ApiResult.by(answer, UserApi::registered);
    }

    private static Set<UserId> registered(JsonNode data) {
        Set<UserId> registered = new HashSet<>();
        for (JsonNode result : Json.list(data, "results", r -> r)) {
            if (isRegistered(result)) {
                registered.add(new UserId(Json.text(result, "userID")));
            }
        }
        return Set.copyOf(registered);
    }

    /** Up to 3.8.0 it is a word, since then a number. */
    private static boolean isRegistered(JsonNode result) {
        JsonNode status = result.path("accountStatus");
        return status.isTextual() ? status.asText().equals("registered") : Json.number(result, "accountStatus") == 1;
    }

    /**
     * On which platforms the gateways hold a session of a user.
     *
     * <p>The raw answer holds live tokens, and is dropped here.
     */
    public ApiResult<Set<Platform>> onlinePlatforms(UserId user) {
        Answer answer = admin.call("/user/get_users_online_status", Map.of("userIDs", List.of(user.value())));
        return ApiResult.by(answer, data -> platforms(data, user));
    }

    /**
     * On which platforms a user is online as OpenIM keeps it in Redis, where the gateways write it once a second, and from where
     * openim-push hears of it when it changes: {@code pkg/rpccache/online.go} of OpenIM since 3.8.1.
     */
    public ApiResult<Set<Platform>> platformsInRedis(UserId user) {
        Answer answer =
                admin.call("/user/get_users_status", Map.of("userID", user.value(), "userIDs", List.of(user.value())));
        return ApiResult.by(answer, data -> {
            Set<Platform> online = new HashSet<>();
            for (JsonNode status : Json.list(data, "statusList", one -> one)) {
                if (Json.text(status, "userID").equals(user.value())) {
                    status.path("platformIDs")
                            .forEach(id -> Platform.numbered(id.asInt()).ifPresent(online::add));
                }
            }
            return Set.copyOf(online);
        });
    }

    /** Whether the gateways hold a session of one of these users. The raw answer is dropped here too. */
    public ApiResult<Boolean> isOneOnline(Collection<UserId> users) {
        List<String> ids = users.stream().map(UserId::value).toList();
        Answer answer = admin.call("/user/get_users_online_status", Map.of("userIDs", ids));
        return ApiResult.by(
                answer,
                data -> users.stream().anyMatch(user -> !platforms(data, user).isEmpty()));
    }

    private static Set<Platform> platforms(JsonNode data, UserId user) {
        Set<Platform> online = new HashSet<>();
        for (JsonNode status : data) {
            if (status.path("userID").asText().equals(user.value())) {
                Json.list(status, "detailPlatformStatus", d -> Platform.numbered((int) Json.number(d, "platformID")))
                        .forEach(p -> p.ifPresent(online::add));
            }
        }
        return Set.copyOf(online);
    }
}
