package openim.verify.client.api;

import java.net.URI;
import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;

/** What people meet first: chat-api and chat-rpc. Each call is over a connection of its own: they are probes, or leave tokens. */
public final class ChatApi {

    /** What a healthy chat-rpc says of a number that nobody registered. */
    public static final int ERR_NO_SUCH_ACCOUNT = 20002;

    /** gRPC's Unavailable: an rpc process of ChatServer is dead. */
    public static final int ERR_RPC_DEAD = 14;

    private final ApiClient chat;

    /** @param chat the client of chat-api */
    public ChatApi(ApiClient chat) {
        this.chat = chat;
    }

    /** Where it is asked. */
    public URI url() {
        return chat.base();
    }

    /** Asks for the settings that clients get; goes green without chat-rpc. */
    public Answer clientConfig() {
        return chat.callAnew("/client_config/get", Map.of());
    }

    /**
     * Logs a person in, which kills the token that he has for that platform.
     *
     * @param account the name of the account
     * @param password in clear
     */
    public ApiResult<Login> login(String account, String password, Platform platform) {
        return login(Map.of("account", account, "password", Md5.of(password), "platform", platform.number()));
    }

    /** Logs a person in by the number of his phone. */
    public ApiResult<Login> loginByPhone(String areaCode, String number, String password, Platform platform) {
        return login(Map.of(
                "areaCode",
                areaCode,
                "phoneNumber",
                number,
                "password",
                Md5.of(password),
                "platform",
                platform.number()));
    }

    /** Logs a person in by the number of the phone where the account is one, else by its name. */
    public ApiResult<Login> login(openim.verify.config.secret.Login account, Platform platform) {
        String password = account.password().reveal();
        return account.areaCode().isEmpty()
                ? login(account.account(), password, platform)
                : loginByPhone(account.areaCode(), account.account(), password, platform);
    }

    private ApiResult<Login> login(Map<String, Object> body) {
        return ApiResult.by(
                chat.callAnew("/account/login", body),
                data -> new Login(
                        new UserId(Json.text(data, "userID")),
                        new Token(Json.text(data, "imToken")),
                        new Token(Json.text(data, "chatToken"))));
    }

    /**
     * What a person has after a login.
     *
     * @param user his id at OpenIMServer
     * @param im his token there
     * @param chat his token at chat-api
     */
    public record Login(UserId user, Token im, Token chat) {}
}
