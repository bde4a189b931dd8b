package openim.verify.client.api;

import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;

/** Tokens: what openim-api asks rpc-auth for. */
public final class AuthApi {

    /** What a healthy server says of a token that is none. */
    public static final int ERR_TOKEN_MALFORMED = 1503;

    private final ApiClient api;
    private final AdminSession admin;

    public AuthApi(ApiClient api, AdminSession admin) {
        this.api = api;
        this.admin = admin;
    }

    /** The administrator's token of this run. */
    public ApiResult<Token> adminToken() {
        return admin.token();
    }

    /**
     * A new token for a user, which kills the one that he has for that platform: it answers 1506 from now on. A session that
     * is open goes on until another one is opened with the new token; then it is kicked.
     *
     * @param platform any but ADMIN
     */
    public ApiResult<Token> userTokenKillingTheOneBefore(UserId user, Platform platform) {
        Answer answer =
                admin.call("/auth/get_user_token", Map.of("userID", user.value(), "platformID", platform.number()));
        return ApiResult.by(answer, data -> new Token(Json.text(data, "token")));
    }

    /** Has the server judge a token that is none, over a new connection: whether it is there at all. */
    public Answer judgesJunk() {
        return api.callAnew("/auth/parse_token", Map.of("token", "junk"));
    }

    /** Has the server judge a token; no token of its own is needed. */
    public ApiResult<UserId> parseToken(String token) {
        Answer answer = api.call("/auth/parse_token", Map.of("token", token));
        return ApiResult.by(answer, data -> new UserId(Json.text(data, "userID")));
    }
}
