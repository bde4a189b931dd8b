package openim.verify.target;

import openim.verify.client.Answer;
import openim.verify.client.Token;
import openim.verify.client.api.AdminApi;
import openim.verify.config.Credentials;
import openim.verify.verdict.NotLookedAt;

/**
 * The administrator of the app (ChatServer), logged in.
 *
 * @param token his token at admin-api and bot-api
 * @param answer the answer that brought it
 */
public record AppAdministrator(Token token, Answer answer) {

    /**
     * Logs him in, which leaves a token behind.
     *
     * @throws NotLookedAt if no account is set
     * @throws openim.verify.verdict.BrokenPromise if he is not let in
     */
    public static AppAdministrator mustLogIn(AdminApi admin, Credentials credentials) {
        var login = credentials
                .admin()
                .orElseThrow(() -> new NotLookedAt("openim.admin.account and openim.admin.password are not set"));
        var told = admin.login(login.account(), login.password().reveal());
        return new AppAdministrator(
                told.mustBeOk("the account of openim.admin.account", "logs in as an administrator"), told.answer());
    }
}
