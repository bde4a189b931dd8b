package openim.verify.client.component;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Redis;

/**
 * Redis, asked whether it would take a write: the one server; of a cluster the first node that answers, which speaks for all; of
 * sentinels the master that the first one names that answers.
 */
public record RedisComponent(Redis redis, Tls tls, ShownLogin shown) implements Component {

    /** With a login of which nobody knows whose it is. */
    public RedisComponent(Redis redis, Tls tls) {
        this(redis, tls, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return (redis.mode() == Redis.Mode.SENTINEL ? "Redis by its sentinels at " : "Redis at ")
                + addresses().stream().map(HostPort::toString).collect(Collectors.joining(", "));
    }

    private List<HostPort> addresses() {
        return Stream.concat(
                        Stream.of(new HostPort(redis.host(), redis.port())),
                        redis.others().stream().map(HostPort::parse))
                .toList();
    }

    @Override
    public Ping ping(Deadline deadline) {
        Ping last = new Ping.Unknown("no address was given");
        int left = addresses().size();
        for (HostPort address : addresses()) {
            Deadline share = deadline.atMost(deadline.remaining().dividedBy(left--));
            last = asked(address, share);
            boolean answered =
                    !(last instanceof Ping.Dead dead) || dead.failure().isEmpty();
            if (answered) {
                return last;
            }
        }
        return last;
    }

    private Ping asked(HostPort address, Deadline deadline) {
        RedisNode node = new RedisNode(address, redis, tls, shown);
        return redis.mode() == Redis.Mode.SENTINEL
                ? node.withoutLogin().ping(deadline, sentinel -> new SentinelLook(address, node).of(sentinel, deadline))
                : node.ping(deadline, jedis -> RedisHealth.of(jedis, single()));
    }

    /** Only the deployment's own files tell how OpenIM speaks to it. */
    private boolean single() {
        return shown.ofDeployment() && redis.mode() == Redis.Mode.STANDALONE;
    }
}
