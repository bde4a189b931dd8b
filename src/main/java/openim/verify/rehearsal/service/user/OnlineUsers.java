package openim.verify.rehearsal.service.user;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.rehearsal.service.store.Redis;

/**
 * Who is online, as openim-rpc-user writes it to Redis and tells everybody: each process keeps what it was told, so that
 * nobody is asked when a message is pushed.
 */
public final class OnlineUsers {

    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Redis redis;
    private final Map<String, Set<Integer>> platforms = new ConcurrentHashMap<>();

    public OnlineUsers(Redis redis) {
        this.redis = redis;
    }

    /** On which platforms these users are now; none for one who left. */
    void set(Map<String, Set<Integer>> platformsByUser) {
        platformsByUser.forEach((user, now) -> {
            String key = "ONLINE:" + user;
            redis.ask(r -> r.del(key));
            if (now.isEmpty()) {
                platforms.remove(user);
            } else {
                double until = System.currentTimeMillis() / 1000.0 + KEPT.toSeconds();
                now.forEach(platform -> redis.ask(r -> r.zadd(key, until, platform.toString())));
                redis.ask(r -> r.expire(key, KEPT.toSeconds()));
                platforms.put(user, Set.copyOf(now));
            }
        });
    }

    /** Whether this user is online as far as has been told. */
    public boolean online(String userId) {
        return platforms.containsKey(userId);
    }
}
