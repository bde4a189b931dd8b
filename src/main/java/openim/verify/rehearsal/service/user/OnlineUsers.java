package openim.verify.rehearsal.service.user;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import openim.verify.rehearsal.service.store.ServerRedis;

/**
 * Who is online, as openim-rpc-user writes it to Redis and tells everybody: each process keeps what it was told, so that
 * nobody is asked when a message is pushed.
 */
public final class OnlineUsers {

    private static final Duration KEPT = Duration.ofMinutes(30);

    private final ServerRedis redis;

    /** By user, of each gateway that has one of his devices, on which platforms. */
    private final Map<String, Map<String, Set<Integer>>> platforms = new ConcurrentHashMap<>();

    public OnlineUsers(ServerRedis redis) {
        this.redis = redis;
    }

    /** On which platforms these users are now at a gateway; none for one who left. */
    void set(String gateway, Map<String, Set<Integer>> platformsByUser) {
        platformsByUser.forEach((user, there) -> {
            String key = key(user);
            redis.ask(r -> r.del(key));
            Set<Integer> now = at(gateway, user, there);
            if (!now.isEmpty()) {
                double until = System.currentTimeMillis() / 1000.0 + KEPT.toSeconds();
                now.forEach(platform -> redis.ask(r -> r.zadd(key, until, platform.toString())));
                redis.ask(r -> r.expire(key, KEPT.toSeconds()));
            }
        });
    }

    /** On which platforms Redis has this user online. */
    Set<Integer> inRedis(String user) {
        double now = System.currentTimeMillis() / 1000.0;
        return redis.ask(r -> r.zrangeByScore(key(user), now, Double.POSITIVE_INFINITY)).stream()
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    private static String key(String user) {
        return "ONLINE:" + user;
    }

    private Set<Integer> at(String gateway, String user, Set<Integer> there) {
        Map<String, Set<Integer>> everywhere = platforms.compute(user, (same, known) -> {
            Map<String, Set<Integer>> now = known == null ? new ConcurrentHashMap<>() : known;
            if (there.isEmpty()) {
                now.remove(gateway);
            } else {
                now.put(gateway, Set.copyOf(there));
            }
            return now.isEmpty() ? null : now;
        });
        return everywhere == null
                ? Set.of()
                : everywhere.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Whether this user is online as far as has been told. */
    public boolean online(String userId) {
        return platforms.containsKey(userId);
    }
}
