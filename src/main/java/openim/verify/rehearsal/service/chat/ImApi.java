package openim.verify.rehearsal.service.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/**
 * OpenIM's REST API as ChatServer calls it: in an administrator's name, whose token it keeps for four minutes, whatever
 * becomes of it meanwhile. It waits for an answer without end.
 */
public final class ImApi implements Duty {

    private static final Duration TOKEN_KEPT = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String secret;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Kept kept = Kept.NONE;

    /** @param base of openim-api, as {@code apiURL} of share.yml gives it */
    public ImApi(URI base, String secret) {
        this.base = base;
        this.secret = secret;
    }

    /** A token of OpenIM's administrator; maybe one that has died. Only one caller at a time asks for it. */
    String adminToken() {
        if (kept.isFresh()) {
            return kept.token();
        }
        asking.lock();
        try {
            if (!kept.isFresh()) {
                String token = call("/auth/get_admin_token", "", Map.of("secret", secret, "userID", Caller.IM_ADMIN))
                        .path("token")
                        .asText();
                kept = new Kept(token, Instant.now().plus(TOKEN_KEPT));
            }
            return kept.token();
        } finally {
            asking.unlock();
        }
    }

    String userToken(String userId, int platform) {
        return call("/auth/get_user_token", adminToken(), Map.of("userID", userId, "platformID", platform))
                .path("token")
                .asText();
    }

    boolean registered(String userId) {
        return call("/user/account_check", adminToken(), Map.of("checkUserIDs", List.of(userId)))
                        .path("results")
                        .path(0)
                        .path("accountStatus")
                        .asInt()
                == 1;
    }

    void register(String userId, String nickname, String faceUrl) {
        Map<String, String> user = Map.of("userID", userId, "nickname", nickname, "faceURL", faceUrl);
        call("/user/user_register", adminToken(), Map.of("users", List.of(user)));
    }

    JsonNode countRegistered(long from, long to) {
        return call("/statistics/user/register", adminToken(), Map.of("start", from, "end", to));
    }

    /** Forgets its token; does not wait for whoever asks for one. */
    public void forget() {
        kept = Kept.NONE;
    }

    @Override
    public void begin(Life life) {
        forget();
    }

    @Override
    public void end() {
        forget();
    }

    private JsonNode call(String path, String token, Map<String, ?> body) {
        try {
            JsonNode envelope = post(path, token, body);
            int code = envelope.path("errCode").asInt();
            if (code != 0) {
                throw new RpcFailure(
                        code,
                        envelope.path("errMsg").asText(),
                        envelope.path("errDlt").asText());
            }
            return envelope.path("data");
        } catch (ConnectException e) {
            throw RpcFailure.internal("connection refused");
        } catch (IOException e) {
            throw RpcFailure.internal("Post \"" + base.resolve(path) + "\": EOF");
        }
    }

    private JsonNode post(String path, String token, Map<String, ?> body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("operationID", UUID.randomUUID().toString());
        connection.setRequestProperty("token", token);
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(JSON.writeValueAsBytes(body));
        }
        try (var in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    private record Kept(String token, Instant until) {

        static final Kept NONE = new Kept("", Instant.MIN);

        boolean isFresh() {
            return until.isAfter(Instant.now());
        }
    }
}
