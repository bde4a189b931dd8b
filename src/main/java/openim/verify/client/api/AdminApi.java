package openim.verify.client.api;

import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Token;

/** The app's administration: admin-api and admin-rpc. Each call is over a connection of its own: they are probes, or leave tokens. */
public final class AdminApi {

    private static final String NOBODY = "openim-verify-nobody";

    private final ApiClient admin;

    /** @param admin the client of admin-api */
    public AdminApi(ApiClient admin) {
        this.admin = admin;
    }

    /** Asks for the latest version of the app; needs no account. */
    public Answer latestVersion() {
        return admin.callAnew("/application/latest_version", Map.of("platform", "android", "version", "1.0.0"));
    }

    /** Tries to log in as somebody who is no administrator; admin-rpc looks the account up, and finds none. */
    public Answer loginOfNobody() {
        return login(NOBODY, NOBODY).answer();
    }

    /**
     * Logs an administrator in. Each login leaves a token behind.
     *
     * @param password in clear
     */
    public ApiResult<Token> login(String account, String password) {
        return ApiResult.by(
                admin.callAnew(
                        "/account/login",
                        Map.of("account", account, "password", Md5.of(password), "version", "openim-verify")),
                data -> new Token(Json.text(data, "adminToken")));
    }
}
