package openim.verify.client.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The one admin token of a run at openim-api.
 *
 * <p>Minted when first needed, and again only if the server says that it does not know it any more (1507): each new one
 * kills the older ones of the same administrator within minutes, other people's included. Whoever needs it while it is
 * being minted waits for that one minting. A failure is not kept: the next call tries anew. Safe for all threads.
 */
public final class AdminSession {

    private static final int ERR_ARGUMENTS = 1001;

    private final ApiClient api;
    private final UserId admin;
    private final String secret;
    private final @Nullable AdminSession minter;
    private @Nullable CompletableFuture<ApiResult<Token>> minting;

    private AdminSession(ApiClient api, UserId admin, String secret, @Nullable AdminSession minter) {
        this.api = api;
        this.admin = admin;
        this.secret = secret;
        this.minter = minter;
    }

    /**
     * @param admin who it is for; {@code imAdmin} unless the deployment says otherwise
     * @param secret the deployment's secret
     */
    public AdminSession(ApiClient api, UserId admin, String secret) {
        this(api, admin, secret, null);
    }

    /** The same session, with the same token, that asks another openim-api of the same deployment. */
    public AdminSession through(ApiClient other) {
        return new AdminSession(other, admin, secret, this);
    }

    /** The token, with the answer that brought it. */
    public ApiResult<Token> token() {
        return token(Optional.empty());
    }

    /** Asks as the administrator. If there is no token, the answer is the one to the asking for it. */
    public Answer call(String path, Object body) {
        return withToken(token -> api.call(path, body, token));
    }

    /** Asks as the administrator for something that changes the deployment. */
    public Answer write(String path, Object body) {
        return withToken(token -> api.write(path, body, token));
    }

    /** The same, for what a token is not enough for: with the deployment's secret beside these fields. */
    Answer writeShowingSecret(String path, Map<String, ?> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("secret", secret);
        return write(path, body);
    }

    private Answer withToken(Function<Token, Answer> asking) {
        ApiResult<Token> first = token();
        if (first.value().isEmpty()) {
            return first.answer();
        }
        Answer answer = asking.apply(first.value().get());
        if (!answer.hasErrCode(Answer.ERR_TOKEN_NOT_EXISTING)) {
            return answer;
        }
        ApiResult<Token> second = token(first.value());
        return second.value().map(asking).orElseGet(second::answer);
    }

    private ApiResult<Token> token(Optional<Token> dead) {
        if (minter != null) {
            return minter.token(dead);
        }
        CompletableFuture<ApiResult<Token>> mine = new CompletableFuture<>();
        CompletableFuture<ApiResult<Token>> running;
        synchronized (this) {
            if (minting == null || isUseless(minting, dead)) {
                minting = mine;
            }
            running = minting;
        }
        if (running == mine) {
            try {
                mine.complete(mint());
            } catch (RuntimeException | Error failed) {
                mine.completeExceptionally(failed);
                throw failed;
            }
        }
        return running.join();
    }

    private static boolean isUseless(CompletableFuture<ApiResult<Token>> minted, Optional<Token> dead) {
        return minted.isDone()
                && (minted.isCompletedExceptionally()
                        || minted.join().value().isEmpty()
                        || minted.join().value().equals(dead));
    }

    private ApiResult<Token> mint() {
        Answer answer = api.call("/auth/get_admin_token", Map.of("secret", secret, "userID", admin.value()));
        if (isOfAnOlderRelease(answer)) {
            answer = api.call(
                    "/auth/user_token",
                    Map.of("secret", secret, "userID", admin.value(), "platformID", Platform.ADMIN.number()));
        }
        return ApiResult.by(answer, data -> new Token(Json.text(data, "token")));
    }

    /** Up to 3.8.0 the call has another name; a path that it does not know is asked for a token before all else. */
    private static boolean isOfAnOlderRelease(Answer answer) {
        return answer.hasNoSuchCall()
                || (answer instanceof Answer.Reply reply
                        && reply.errCode() == ERR_ARGUMENTS
                        && reply.words().contains("header must have token"));
    }
}
