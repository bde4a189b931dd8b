package openim.verify.target;

import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.ChatApi;
import openim.verify.config.Credentials;
import openim.verify.config.secret.Login;
import openim.verify.verdict.NotLookedAt;

/**
 * A person with an account at the app (ChatServer), logged in.
 *
 * @param id who he is at OpenIMServer
 * @param answer the answer that let him in
 */
public record AppUser(UserId id, Answer answer) {

    /**
     * Logs him in, which leaves a token behind and ends his other session on the web.
     *
     * @throws NotLookedAt if no account is set
     * @throws openim.verify.verdict.BrokenPromise if he is not let in
     */
    public static AppUser mustLogIn(ChatApi chat, Credentials credentials) {
        Login login = credentials
                .chat()
                .orElseThrow(() -> new NotLookedAt("openim.chat.account and openim.chat.password are not set"));
        ApiResult<ChatApi.Login> told = login(chat, login);
        return new AppUser(
                told.mustBeOk("the account of openim.chat.account", "logs in to the app")
                        .user(),
                told.answer());
    }

    private static ApiResult<ChatApi.Login> login(ChatApi chat, Login login) {
        String password = login.password().reveal();
        return login.areaCode().isEmpty()
                ? chat.login(login.account(), password, Platform.WEB)
                : chat.loginByPhone(login.areaCode(), login.account(), password, Platform.WEB);
    }
}
