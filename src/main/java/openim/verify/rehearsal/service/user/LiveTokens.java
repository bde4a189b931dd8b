package openim.verify.rehearsal.service.user;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerRedis;

/**
 * Which tokens live, in Redis: one for each user and platform. An administrator's outlives the next one of the same id by
 * five minutes.
 */
final class LiveTokens {

    private static final String LIVE = "0";
    private static final String KICKED = "2";
    private static final Duration GRACE_OF_ADMINS = Duration.ofMinutes(5);

    private final ServerRedis redis;
    private final TokenSigner signer;

    LiveTokens(ServerRedis redis, TokenSigner signer) {
        this.redis = redis;
        this.signer = signer;
    }

    /** Gives out a new one; the former ones of this user and platform die. */
    String issue(String userId, int platform) {
        String key = key(userId, platform);
        Map<String, String> former = redis.ask(r -> r.hgetAll(key));
        former.forEach((token, state) -> retire(userId, platform, token, state));
        String issued = signer.sign(userId, platform);
        redis.ask(r -> r.hset(key, Map.of(issued, LIVE)));
        redis.ask(r -> r.expire(key, TokenSigner.VALID.toSeconds()));
        return issued;
    }

    /**
     * What a token says, if it lives.
     *
     * @throws RpcFailure 1506 if another one took its place, 1507 if nobody knows it, and those of the signature
     */
    Claims check(String token) {
        Claims claims = signer.read(token);
        String state = redis.ask(r -> r.hget(key(claims.userId(), claims.platform()), token));
        if (LIVE.equals(state)) {
            return claims;
        }
        if (KICKED.equals(state)) {
            throw new RpcFailure(1506, "TokenKickedError", "");
        }
        if (redis.ask(r -> r.exists(graceKey(claims.userId(), claims.platform(), token)))) {
            return claims;
        }
        throw new RpcFailure(1507, "TokenNotExistError", "");
    }

    /** Kicks all of this user and platform. */
    void kick(String userId, int platform) {
        Map<String, String> all = redis.ask(r -> r.hgetAll(key(userId, platform)));
        if (!all.isEmpty()) {
            redis.ask(r -> r.hset(
                    key(userId, platform),
                    all.keySet().stream().collect(Collectors.toMap(token -> token, token -> KICKED))));
        }
    }

    private void retire(String userId, int platform, String token, String state) {
        String key = key(userId, platform);
        if (platform == PlatformIds.ADMIN) {
            redis.ask(r -> r.setex(graceKey(userId, platform, token), GRACE_OF_ADMINS.toSeconds(), ""));
            redis.ask(r -> r.hdel(key, token));
        } else if (LIVE.equals(state)) {
            redis.ask(r -> r.hset(key, Map.of(token, KICKED)));
        } else {
            redis.ask(r -> r.hdel(key, token));
        }
    }

    private static String key(String userId, int platform) {
        return "UID_PID_TOKEN_STATUS:" + userId + ":" + PlatformIds.nameOf(platform);
    }

    private static String graceKey(String userId, int platform, String token) {
        return "UID_PID_TOKEN_STATUS::TEMPORARY:" + userId + ":" + PlatformIds.nameOf(platform) + ":" + token;
    }
}
