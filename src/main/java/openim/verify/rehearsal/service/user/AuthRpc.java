package openim.verify.rehearsal.service.user;

import java.util.Map;
import java.util.Set;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerRedis;

/** What openim-rpc-auth answers. */
public final class AuthRpc {

    private static final Set<Integer> TOKEN_ERRORS = Set.of(1501, 1502, 1503, 1504, 1505, 1506, 1507);

    private final String secret;
    private final TokenSigner signer;
    private final LiveTokens tokens;
    private final Remote<UserRpc> users;
    private final Connections gateway;
    private final Edition edition;

    /** @param secret of share.yml: mints administrators' tokens and signs all */
    public AuthRpc(String secret, ServerRedis redis, Remote<UserRpc> users, Connections gateway, Edition edition) {
        this.edition = edition;
        this.secret = secret;
        this.signer = new TokenSigner(secret);
        this.tokens = new LiveTokens(redis, signer);
        this.users = users;
        this.gateway = gateway;
    }

    /** A token for an administrator, against the secret. */
    public Map<String, Object> adminToken(String givenSecret, String userId) {
        if (!secret.equals(givenSecret)) {
            throw RpcFailure.noPermission("secret invalid");
        }
        if (!userId.equals(Caller.IM_ADMIN)) {
            throw RpcFailure.arguments("userID is error.");
        }
        users.call(rpc -> rpc.mustExist(userId));
        return answer(tokens.issue(userId, PlatformIds.ADMIN));
    }

    /**
     * A token for a user. It kills his former one of this platform; what is connected with that stays until somebody
     * connects with this one.
     */
    public Map<String, Object> userToken(Caller caller, String userId, int platform) {
        caller.mustBeAdmin();
        if (platform == PlatformIds.ADMIN) {
            throw RpcFailure.noPermission("platformID invalid. platformID must not be adminPlatformID");
        }
        if (userId.equals(Caller.IM_ADMIN)) {
            throw RpcFailure.noPermission("don't get Admin token");
        }
        users.call(rpc -> rpc.mustExist(userId));
        return answer(tokens.issue(userId, platform));
    }

    /** What a token says, if it lives. */
    public Claims parseToken(String token) {
        try {
            return tokens.check(token);
        } catch (RpcFailure e) {
            throw edition.echoesTokens() && TOKEN_ERRORS.contains(e.code())
                    ? new RpcFailure(e.code(), e.words(), "token=" + token + " | -> authServer.ParseToken()")
                    : e;
        }
    }

    /** Kicks a user off one platform. */
    public void forceLogout(Caller caller, String userId, int platform) {
        caller.mustBeAdmin();
        dropConnections(userId, platform);
        tokens.kick(userId, platform);
    }

    private void dropConnections(String userId, int platform) {
        try {
            gateway.kick(userId, platform);
        } catch (RpcFailure e) {
            // A dead gateway holds no connection.
            return;
        }
    }

    private static Map<String, Object> answer(String token) {
        return Map.of("token", token, "expireTimeSeconds", TokenSigner.VALID.toSeconds());
    }
}
