package openim.verify.client.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether a Redis that answers would take a write, by what it says of itself; nothing is written.
 *
 * <p>One that does not tell, because the login may not ask, is taken for well: it has answered.
 *
 * @param told what INFO says, by its names
 */
record RedisHealth(Map<String, String> told) {

    private static final Pattern OTHER_SLOT = Pattern.compile("^(CROSSSLOT|MOVED) ");

    private static final List<String> SECTIONS = List.of("replication", "persistence", "memory", "cluster");

    /** Asks one that has just answered PING. */
    static Ping of(Jedis jedis) {
        return of(jedis, false);
    }

    /**
     * The same.
     *
     * @param single whether OpenIM speaks to it as to a server that has all keys
     */
    static Ping of(Jedis jedis, boolean single) {
        Map<String, String> told = new HashMap<>();
        try {
            SECTIONS.forEach(section -> told.putAll(lines(jedis.info(section))));
            return new RedisHealth(told).judged(jedis, single);
        } catch (JedisDataException | ClassCastException untold) {
            return new Ping.Alive("PONG");
        }
    }

    private static Map<String, String> lines(String info) {
        Map<String, String> lines = new HashMap<>();
        info.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return lines;
    }

    private Ping judged(Jedis jedis, boolean single) {
        if (is("loading", "1")) {
            return unwell("is loading its data and takes no commands yet (LOADING)");
        }
        if (is("role", "slave")) {
            return unwell("is a replica of " + text("master_host") + ":" + text("master_port")
                    + " and takes no writes (READONLY); OpenIM has to be sent to the master");
        }
        if (is("cluster_enabled", "1")) {
            Map<String, String> cluster = lines(jedis.clusterInfo());
            if (!"ok".equals(cluster.getOrDefault("cluster_state", "ok"))) {
                return unwell("says that its cluster is down (cluster_state:" + cluster.get("cluster_state") + ", "
                        + cluster.getOrDefault("cluster_slots_ok", "?") + " of 16384 slots are served)");
            }
            Optional<String> refusal = single ? refusalOfTwoKeys(jedis) : Optional.empty();
            if (refusal.isPresent()) {
                return new Ping.Complaint(
                        Ping.Ailing.MISCONFIGURED,
                        "is a node of a cluster, and OpenIM is told to speak to it as to a single server: "
                                + refusal.get());
            }
        }
        long most = number("maxmemory");
        long used = number("used_memory") - number("mem_not_counted_for_evict");
        if (most > 0 && used >= most && is("maxmemory_policy", "noeviction")) {
            return new Ping.Complaint(
                    Ping.Ailing.EXHAUSTED,
                    "uses all the memory that its maxmemory allows (" + mebibytes(used) + " of " + mebibytes(most)
                            + ") and refuses writes (OOM)");
        }
        if (is("aof_last_write_status", "err")) {
            return unwell(
                    "could not write its append-only file and refuses writes (MISCONF; aof_last_write_status:err)");
        }
        if (is("rdb_last_bgsave_status", "err") && stopsThen(jedis)) {
            return unwell("could not save its data and refuses writes (MISCONF; rdb_last_bgsave_status:err)");
        }
        return new Ping.Alive("PONG");
    }

    /** A proxy before a cluster may have all keys; a node has not, and says so to who reads keys of two slots. */
    private static Optional<String> refusalOfTwoKeys(Jedis jedis) {
        try {
            jedis.mget("openim-verify:{a}", "openim-verify:{b}");
            return Optional.empty();
        } catch (JedisDataException refused) {
            String words = String.valueOf(refused.getMessage());
            return OTHER_SLOT.matcher(words).find() ? Optional.of(words) : Optional.empty();
        }
    }

    /** As Redis does unless it is told otherwise; one that has no points at which to save does not. */
    private static boolean stopsThen(Jedis jedis) {
        try {
            return "yes".equals(jedis.configGet("stop-writes-on-bgsave-error").get("stop-writes-on-bgsave-error"))
                    && !jedis.configGet("save").getOrDefault("save", "").isBlank();
        } catch (JedisDataException untold) {
            return true;
        }
    }

    private static Ping unwell(String words) {
        return new Ping.Complaint(Ping.Ailing.UNWELL, words);
    }

    private boolean is(String name, String value) {
        return value.equals(told.get(name));
    }

    private String text(String name) {
        return told.getOrDefault(name, "?");
    }

    private long number(String name) {
        String text = told.getOrDefault(name, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String mebibytes(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }
}
