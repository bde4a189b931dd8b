package openim.verify.suite;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;

/**
 * The catalogue of checks, in the order of causes: what the later ones rest on comes first, so that the first red one is
 * the one to mend first.
 *
 * <p>To add a check: one line here, its id in a {@link Suite} of {@link Suites}, and a method with {@link Proves} in a spec.
 */
public final class Checks {

    private static final String CALL = "openim.deadline.call";
    private static final String PUSH = "openim.deadline.push";
    private static final String STORED = "openim.deadline.stored";
    private static final String QUIET = "openim.deadline.quiet";
    private static final String IDLE = "openim.deadline.idle";
    private static final String TOOL = "openim.deadline.tool";

    private static final String COMPONENTS = "External components";
    private static final String SERVER = "OpenIMServer";
    private static final String CHAT = "ChatServer";
    private static final String PROBES = "Basic probes";
    private static final String MESSAGES = "Message send / consume / push verification";
    private static final String FILES = "File upload / download verification";

    private static final Map<CheckId, Check> ALL = new LinkedHashMap<>();

    static {
        add(
                "config.consistent",
                "OpenIMServer and ChatServer can work with what their own files say",
                SERVER,
                "openim-server",
                CALL);
        add("host.room", "disks, memory and file handles of this machine are not used up", COMPONENTS, "host", CALL);
        component("mongo", "MongoDB answers, lets OpenIM's login in, and takes writes", "mongo");
        component("redis", "Redis answers, lets OpenIM's login in, and takes writes", "redis");
        component("kafka", "Kafka's broker describes its cluster, and OpenIM's topics have leaders", "kafka");
        component("etcd", "etcd says that it is healthy, and lets OpenIM's login in", "etcd");
        component("minio", "MinIO says that it is live, and takes OpenIM's keys", "minio");
        component(
                "etcd-registrations", "each rpc service is registered in etcd, at addresses where it listens", "etcd");
        add(
                "process.containers",
                "every container of the deployment runs and is healthy, and nothing in it stands still",
                SERVER,
                "docker",
                TOOL);
        add(
                "process.server",
                "every process of OpenIMServer runs, as often as it should, and none stands still; nothing else sees"
                        + " openim-crontask",
                SERVER,
                "openim-server",
                TOOL);
        add(
                "process.chat",
                "every process of ChatServer runs, as often as it should, and none stands still",
                CHAT,
                "openim-chat",
                TOOL);
        add("config.webhooks", "where OpenIMServer is told to call webhooks somebody listens", SERVER, "webhook", CALL);
        add("probe.api", "openim-api judges a token", PROBES, "openim-api", CALL);
        add("probe.each-api", "each openim-api of several judges a token by itself", PROBES, "openim-api", CALL);
        add("probe.auth", "an administrator and a user get tokens", PROBES, "openim-rpc-auth", CALL);
        add(
                "deployment.identity",
                "it is the deployment of the last good run, with its accounts, messages and files",
                PROBES,
                "mongo",
                CALL,
                "probe.auth");
        add(
                "probe.gateway",
                "the gateway shakes hands, says so in its first frame, and answers a ping",
                PROBES,
                "openim-msggateway",
                CALL,
                "probe.auth");
        add(
                "probe.each-gateway",
                "each gateway of several shakes hands by itself, says so in its first frame, and answers a ping",
                PROBES,
                "openim-msggateway",
                CALL,
                "probe.auth");
        add(
                "session.answers",
                "an open session has its requests answered, not only its pings",
                MESSAGES,
                "openim-msggateway",
                CALL,
                "probe.gateway");
        add(
                "session.kicked",
                "a session whose place another device takes is told so",
                MESSAGES,
                "openim-msggateway",
                CALL,
                "probe.gateway");
        add("probe.friend", "the friend list is read", PROBES, "openim-rpc-friend", CALL, "probe.auth");
        add("probe.group", "the list of joined groups is read", PROBES, "openim-rpc-group", CALL, "probe.auth");
        add(
                "probe.conversation",
                "the conversation list is read",
                PROBES,
                "openim-rpc-conversation",
                CALL,
                "probe.auth");
        add("probe.third", "the limit on upload parts is read", PROBES, "openim-rpc-third", CALL, "probe.auth");
        add(
                "message.acknowledged",
                "a message sent by WebSocket is acknowledged",
                MESSAGES,
                "openim-rpc-msg",
                CALL,
                "probe.gateway");
        add(
                "message.rest-acknowledged",
                "a message sent by REST is acknowledged",
                MESSAGES,
                "openim-rpc-msg",
                CALL,
                "probe.auth");
        add(
                "message.in-kafka",
                "an acknowledged message is in Kafka's topic toRedis",
                MESSAGES,
                "kafka",
                STORED,
                "probe.auth");
        add(
                "message.handed-on",
                "a message is handed on to be pushed and to be stored, whichever partition it is in",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "message.acknowledged");
        add(
                "message.consumers",
                "each consumer group of the message path has members, and each partition a reader",
                MESSAGES,
                "openim-msgtransfer",
                STORED);
        add(
                "message.committed",
                "the consumer groups redis and mongo get past our messages",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "message.acknowledged");
        add(
                "message.seq",
                "seqs ascend above those that were given out before, and none is given out twice",
                MESSAGES,
                "openim-msgtransfer",
                PUSH,
                "message.acknowledged");
        add(
                "message.pushed",
                "a message reaches a session that is already open",
                MESSAGES,
                "openim-push",
                PUSH,
                "message.acknowledged");
        add(
                "message.every-gateway",
                "a message from a session on each gateway, and one through each openim-api, is pushed on the next"
                        + " gateway",
                MESSAGES,
                "openim-msggateway",
                PUSH,
                "probe.each-gateway");
        add(
                "message.every-gateway-pair",
                "a message from a session on each gateway is pushed on each other one",
                MESSAGES,
                "openim-msggateway",
                PUSH,
                "probe.each-gateway");
        add(
                "message.every-partition",
                "a message is pushed whichever of the partitions it is in",
                MESSAGES,
                "openim-push",
                PUSH,
                "message.acknowledged");
        add(
                "session.idle",
                "a session that did nothing but ping for a while still hears",
                MESSAGES,
                "openim-msggateway",
                IDLE,
                "message.acknowledged");
        add(
                "session.new",
                "a session that was opened just now hears",
                MESSAGES,
                "openim-msggateway",
                PUSH,
                "message.acknowledged");
        add(
                "session.other-device",
                "what a person writes shows on the other device of that person",
                MESSAGES,
                "openim-push",
                PUSH,
                "message.acknowledged");
        add(
                "message.refused",
                "what must not be sent is refused, and arrives nowhere",
                MESSAGES,
                "openim-rpc-msg",
                CALL,
                "message.acknowledged");
        add(
                "message.order",
                "messages sent by WebSocket and by REST in turn arrive in the order of sending",
                MESSAGES,
                "openim-push",
                PUSH,
                "message.acknowledged");
        add(
                "message.no-duplicates",
                "none of them arrives twice",
                MESSAGES,
                "openim-push",
                QUIET,
                "message.acknowledged");
        add(
                "message.content",
                "any text arrives as it was sent, also one that fills a frame",
                MESSAGES,
                "openim-msgtransfer",
                PUSH,
                "message.acknowledged");
        add(
                "message.too-large",
                "a frame that is too large is refused, and the next message passes",
                MESSAGES,
                "openim-msggateway",
                PUSH,
                "message.acknowledged");
        add(
                "message.exactly-once",
                "a message arrives once, in order, byte for byte",
                MESSAGES,
                "openim-push",
                PUSH,
                "message.acknowledged");
        add(
                "message.pulled",
                "a message is pulled by its seq",
                MESSAGES,
                "openim-msgtransfer",
                PUSH,
                "message.acknowledged");
        add(
                "message.offline",
                "whoever was offline catches up by seq, to the last message",
                MESSAGES,
                "openim-msgtransfer",
                PUSH,
                "message.acknowledged");
        add(
                "message.stored",
                "an acknowledged message is stored in MongoDB",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "probe.auth");
        add(
                "message.every-partition-stored",
                "a message is stored whichever of the partitions it is in",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "message.acknowledged");
        add(
                "message.seq-stored",
                "each message is stored once, above what was stored before",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "message.acknowledged");
        add(
                "message.failed-inserts",
                "the server counts no message that it failed to number or to insert",
                MESSAGES,
                "openim-msgtransfer",
                QUIET,
                "message.acknowledged");
        add(
                "group.created",
                "a group is made, and its members find it among theirs",
                MESSAGES,
                "openim-rpc-group",
                CALL,
                "probe.gateway");
        add(
                "group.acknowledged",
                "a message to a group is acknowledged, by WebSocket and by REST",
                MESSAGES,
                "openim-rpc-msg",
                CALL,
                "group.created");
        add(
                "group.pushed",
                "a message to a group reaches each of its members",
                MESSAGES,
                "openim-push",
                PUSH,
                "group.acknowledged");
        add(
                "group.order",
                "messages to a group arrive in the order of sending, with ascending seqs",
                MESSAGES,
                "openim-push",
                PUSH,
                "group.acknowledged");
        add("group.no-duplicates", "none of them arrives twice", MESSAGES, "openim-push", QUIET, "group.acknowledged");
        add(
                "group.pulled",
                "a member pulls the messages of a group by seq",
                MESSAGES,
                "openim-msgtransfer",
                PUSH,
                "group.acknowledged");
        add(
                "group.stored",
                "a message to a group is stored in MongoDB",
                MESSAGES,
                "openim-msgtransfer",
                STORED,
                "group.acknowledged");
        add(
                "group.dismissed",
                "a dismissed group takes no message",
                MESSAGES,
                "openim-rpc-group",
                PUSH,
                "group.created");
        add(
                "file.doctor",
                "whoever reaches the API reaches the files too: the doctor of externalAddress finds nothing",
                FILES,
                "minio",
                CALL,
                "probe.auth");
        add(
                "file.external-address",
                "the address that clients get for files works from here and is no placeholder",
                FILES,
                "minio",
                CALL,
                "probe.auth");
        add(
                "file.round-trip",
                "fresh random bytes are uploaded and come back equal",
                FILES,
                "minio",
                CALL,
                "probe.auth");
        add(
                "file.link",
                "the link to a file that clients put into their messages leads to it",
                FILES,
                "openim-api",
                CALL,
                "file.round-trip");
        add(
                "file.access-url",
                "a file is read by the URL that OpenIM gives on asking",
                FILES,
                "openim-rpc-third",
                CALL,
                "file.round-trip");
        add(
                "file.several-parts",
                "a file of several parts, each signed on asking, comes back equal",
                FILES,
                "minio",
                CALL,
                "probe.auth");
        add(
                "file.names",
                "names with blanks, unicode and % lead back to their files",
                FILES,
                "openim-rpc-third",
                CALL,
                "probe.auth");
        add(
                "file.known-hash",
                "known bytes are answered at once, and are no upload",
                FILES,
                "openim-rpc-third",
                CALL,
                "probe.auth");
        add(
                "file.wrong-hash",
                "an upload that is not what it is said to be is refused",
                FILES,
                "openim-rpc-third",
                CALL,
                "probe.auth");
        add("file.kept", "the files of earlier runs still read", FILES, "minio", CALL, "probe.auth");
        add(
                "file.stored",
                "what was uploaded lies in OpenIM's bucket, with its size",
                FILES,
                "minio",
                CALL,
                "file.round-trip");
        add(
                "file.unfinished",
                "nothing unfinished is left of our uploads in the bucket",
                FILES,
                "openim-rpc-third",
                CALL,
                "file.round-trip");
        add("probe.admin", "admin-api answers with a judgement of its own", PROBES, "admin-api", CALL);
        add("probe.chat", "chat-api answers with a judgement of its own", PROBES, "chat-api", CALL);
        add("probe.chat-rpc", "chat-rpc knows that a number is not registered", PROBES, "chat-rpc", CALL);
        add("probe.bot", "bot-api and bot-rpc list the agents", PROBES, "bot-rpc", CALL);
        add("admin.login", "an administrator logs in", CHAT, "admin-rpc", CALL);
        add("chat.login", "a person logs in to the app", CHAT, "chat-rpc", CALL);
        add(
                "speed.limits",
                "no time is over a limit that is set (openim.limit.*)",
                MESSAGES,
                "openim-msgtransfer",
                "openim.limit.push-p95");
        add(
                "ledger.kept",
                "no acknowledged message of the ledger is lost, and each can be pulled by its receiver",
                MESSAGES,
                "redis",
                STORED);
        add("ledger.stored", "every acknowledged message of the ledger is in MongoDB", MESSAGES, "mongo", STORED);
        add(
                "ledger.pushed",
                "every acknowledged message of the ledger was pushed to the session that was held for it",
                MESSAGES,
                "openim-push",
                PUSH);
        add("ledger.once", "no message of the ledger came or is stored twice", MESSAGES, "openim-msgtransfer", STORED);
        add("ledger.intact", "no message of the ledger was changed", MESSAGES, "openim-msgtransfer", STORED);
    }

    /** The order of causes; ids that the catalogue does not have come last. */
    public static final Comparator<CheckId> ORDER = order();

    private static Comparator<CheckId> order() {
        Map<CheckId, Integer> positions = new HashMap<>();
        ALL.keySet().forEach(id -> positions.put(id, positions.size()));
        return Comparator.<CheckId>comparingInt(id -> positions.getOrDefault(id, Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    private Checks() {}

    /** All checks, in the order of causes. */
    public static List<Check> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * The check of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Check get(CheckId id) {
        Check check = ALL.get(id);
        if (check == null) {
            throw new IllegalArgumentException("there is no check " + id);
        }
        return check;
    }

    public static boolean knows(CheckId id) {
        return ALL.containsKey(id);
    }

    private static void component(String name, String promise, String suspect) {
        add("component." + name, promise, COMPONENTS, suspect, CALL);
    }

    private static void add(
            String id, String promise, String section, String suspect, String deadline, String... needs) {
        CheckId checkId = new CheckId(id);
        List<CheckId> needed = Stream.of(needs).map(CheckId::new).toList();
        ALL.put(checkId, new Check(checkId, promise, section, suspect, deadline, needed));
    }
}
