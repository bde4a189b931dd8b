package openim.verify.client.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.HostPort;
import openim.verify.config.reach.Loopback;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Asks a sentinel for its masters, and those whether they would take a write: a sentinel that answers is no sign that a master does.
 *
 * @param sentinel its address
 * @param login how its masters are logged in to
 */
record SentinelLook(HostPort sentinel, RedisNode login) {

    private static final Pattern DOWN = Pattern.compile("\\b([so]_down|disconnected|master_down)\\b");

    Ping of(Jedis jedis, Deadline deadline) {
        List<Map<String, String>> masters;
        try {
            masters = jedis.sentinelMasters();
        } catch (JedisDataException | ClassCastException none) {
            return complaint("answers, but is no sentinel: " + none.getMessage());
        }
        List<Ping> all = new ArrayList<>();
        for (Map<String, String> master : masters) {
            Ping there = master(master, deadline);
            if (there instanceof Ping.Alive) {
                return there;
            }
            all.add(there);
        }
        return all.isEmpty() ? complaint("answers, but knows no master") : all.get(0);
    }

    private Ping master(Map<String, String> master, Deadline deadline) {
        String ip = master.getOrDefault("ip", "");
        String port = master.getOrDefault("port", "");
        String flags = master.getOrDefault("flags", "");
        String who = "the master " + master.getOrDefault("name", "?") + " at " + ip + ":" + port;
        if (DOWN.matcher(flags).find()) {
            return complaint("say that " + who + " is down (" + flags + ")");
        }
        if (ip.isBlank() || !port.matches("[1-9]\\d{0,4}")) {
            return complaint("name no address of a master");
        }
        Ping there = login.at(new HostPort(ip, Integer.parseInt(port))).ping(deadline, RedisHealth::of);
        if (there instanceof Ping.Alive) {
            return new Ping.Alive("its sentinels name " + who + ", which takes writes");
        }
        if (there instanceof Ping.Complaint complaint) {
            return new Ping.Complaint(complaint.ailing(), "name " + who + ", which " + complaint.words());
        }
        if (there instanceof Ping.Dead dead) {
            boolean meansAnother = Loopback.isHost(ip) && !Loopback.isHost(sentinel.host());
            boolean silent = dead.failure()
                    .filter(failure -> failure == Failure.UNREACHABLE || failure == Failure.NO_ANSWER)
                    .isPresent();
            return meansAnother || (silent && !Loopback.isHost(ip))
                    ? new Ping.Unknown(
                            "its sentinels name " + who + ", which cannot be reached from here: " + dead.words())
                    : complaint("name " + who + ", which does not answer: " + dead.words());
        }
        return there;
    }

    private static Ping complaint(String words) {
        return new Ping.Complaint(Ping.Ailing.UNWELL, words);
    }
}
