package openim.verify.client.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.reach.Loopback;
import openim.verify.config.store.Redis;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

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

    /**
     * Asks a sentinel for its masters, and those whether they would take a write: a sentinel that answers is no sign that a master does.
     *
     * @param sentinel its address
     * @param login how its masters are logged in to
     */
    private record SentinelLook(HostPort sentinel, RedisNode login) {

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

    /**
     * One server that speaks as Redis does, asked {@code PING} after {@code AUTH}.
     *
     * @param address of this one
     * @param redis how it is logged in to
     * @param hasLogin whether it is; sentinels know no databases and mostly no login
     */
    private record RedisNode(HostPort address, Redis redis, Tls tls, ShownLogin shown, boolean hasLogin) {

        private static final Pattern NO_LOGIN =
                Pattern.compile("^(NOAUTH|ERR AUTH|ERR Client sent AUTH|ERR invalid password)");

        RedisNode(HostPort address, Redis redis, Tls tls, ShownLogin shown) {
            this(address, redis, tls, shown, true);
        }

        RedisNode withoutLogin() {
            return new RedisNode(address, redis, tls, shown, false);
        }

        RedisNode at(HostPort other) {
            return new RedisNode(other, redis, tls, shown, hasLogin);
        }

        /** Asks it, and if it answers, what else there is to ask. */
        Ping ping(Deadline deadline, Function<Jedis, Ping> then) {
            boolean overTls = "rediss".equals(redis.address().getScheme());
            try (Connection connection = Dial.to(address.url(overTls), tls, deadline);
                    Deadline.Guard guard = deadline.closing(connection)) {
                try {
                    return ping(connection, then);
                } catch (JedisConnectionException e) {
                    return Ping.of(connection.failed(e, deadline, guard));
                }
            } catch (NotConnected e) {
                return Ping.of(e);
            }
        }

        private Ping ping(Connection connection, Function<Jedis, Ping> then) {
            try (Jedis jedis = new Jedis(connection::socket, login())) {
                String pong = jedis.ping();
                return "PONG".equals(pong) ? then.apply(jedis) : Ping.answeredBadly("answered PING with " + pong);
            } catch (JedisAccessControlException refused) {
                return shown.refused(String.valueOf(refused.getMessage()));
            } catch (JedisDataException answered) {
                String said = String.valueOf(answered.getMessage());
                if (NO_LOGIN.matcher(said).find()) {
                    return shown.refused(said);
                }
                return said.startsWith("DENIED")
                        ? new Ping.Unknown("lets nobody in from here: " + said)
                        : Ping.answeredBadly(said);
            } catch (JedisConnectionException e) {
                throw e;
            } catch (JedisException | ClassCastException strange) {
                return Ping.answeredBadly("does not speak as Redis does: " + strange.getMessage());
            }
        }

        /** The rest is left as it is, so that nothing is sent but what is asked. */
        private DefaultJedisClientConfig login() {
            DefaultJedisClientConfig.Builder login = DefaultJedisClientConfig.builder()
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .socketTimeoutMillis(0);
            if (hasLogin) {
                redis.username().ifPresent(login::user);
                redis.password().ifPresent(password -> login.password(password.reveal()));
            }
            return login.build();
        }
    }

    /**
     * Whether a Redis that answers would take a write, by what it says of itself; nothing is written.
     *
     * <p>One that does not tell, because the login may not ask, is taken for well: it has answered.
     *
     * @param told what INFO says, by its names
     */
    private record RedisHealth(Map<String, String> told) {

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
                return "yes"
                                .equals(jedis.configGet("stop-writes-on-bgsave-error")
                                        .get("stop-writes-on-bgsave-error"))
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
}
