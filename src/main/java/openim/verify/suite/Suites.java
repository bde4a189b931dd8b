package openim.verify.suite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;

/** The suites there are, each with the list of what it requires. */
public final class Suites {

    /** What an operator wants to know in seconds. */
    public static final Suite SMOKE = Suite.of(
            "smoke",
            List.of(
                    "probe.api",
                    "probe.auth",
                    "probe.gateway",
                    "probe.friend",
                    "probe.group",
                    "probe.conversation",
                    "probe.third",
                    "probe.chat",
                    "probe.chat-rpc",
                    "probe.admin",
                    "deployment.identity",
                    "message.acknowledged",
                    "message.rest-acknowledged",
                    "message.pushed",
                    "message.pulled",
                    "message.exactly-once",
                    "file.round-trip",
                    "file.external-address",
                    "file.link"),
            List.of(
                    "config.consistent",
                    "config.webhooks",
                    "host.room",
                    "component.mongo",
                    "component.redis",
                    "component.kafka",
                    "component.etcd",
                    "component.minio",
                    "component.etcd-registrations",
                    "process.containers",
                    "process.server",
                    "process.chat",
                    "probe.bot",
                    "probe.each-api",
                    "probe.each-gateway",
                    "message.every-gateway",
                    "message.in-kafka",
                    "message.stored",
                    "admin.login",
                    "chat.login"));

    /** What a canary looks at each minute: the smoke without its file. */
    public static final Suite LOOP = without("loop", SMOKE, "file.");

    /** All of the smoke, and message and file proof in full: what a night, or a gate, has the time for. */
    public static final Suite FULL = Suite.of(
            "full",
            SMOKE,
            List.of(
                    "session.answers",
                    "session.kicked",
                    "session.idle",
                    "session.new",
                    "session.other-device",
                    "message.seq",
                    "message.every-partition",
                    "message.refused",
                    "message.order",
                    "message.no-duplicates",
                    "message.content",
                    "message.too-large",
                    "message.offline",
                    "group.created",
                    "group.acknowledged",
                    "group.pushed",
                    "group.order",
                    "group.no-duplicates",
                    "group.pulled",
                    "group.dismissed",
                    "file.access-url",
                    "file.several-parts",
                    "file.names",
                    "file.known-hash",
                    "file.wrong-hash"),
            List.of(
                    "message.handed-on",
                    "message.consumers",
                    "message.committed",
                    "message.every-gateway-pair",
                    "message.every-partition-stored",
                    "message.seq-stored",
                    "message.failed-inserts",
                    "group.stored",
                    "file.doctor",
                    "file.kept",
                    "file.stored",
                    "file.unfinished"));

    /** What became of the messages of a ledger. */
    public static final Suite LEDGER = Suite.of(
            "ledger",
            List.of("ledger.kept", "ledger.stored", "ledger.pushed", "ledger.once", "ledger.intact"),
            List.of());

    /** What there is to look at only where there is a ChatServer. */
    public static final Set<CheckId> OF_CHAT_SERVER = Stream.of(
                    "probe.chat",
                    "probe.chat-rpc",
                    "probe.admin",
                    "probe.bot",
                    "chat.login",
                    "admin.login",
                    "process.chat")
            .map(CheckId::new)
            .collect(Collectors.toUnmodifiableSet());

    /** The same for whoever cannot look into MongoDB, nor has the server search it: whether all is stored is not proven then. */
    public static final Suite LEDGER_FROM_OUTSIDE = Suite.of(
            LEDGER.name(),
            List.of("ledger.kept", "ledger.pushed", "ledger.once", "ledger.intact"),
            List.of("ledger.stored"));

    /** Looked at where a limit is set: at the end of a run, by its figures, and so by no spec. */
    public static final CheckId LIMITS = new CheckId("speed.limits");

    private static final List<Suite> ALL = List.of(SMOKE, LOOP, FULL, LEDGER);

    private static final Set<String> TIMED = Set.of(SMOKE.name(), LOOP.name(), FULL.name());

    private Suites() {}

    /** All of them with all that they can look at: also what they do only where the settings ask for it. */
    public static List<Suite> atTheMost() {
        return ALL.stream().map(Suites::withLimits).toList();
    }

    /** The same suite, for a deployment that is held to limits; as it is, if it times nothing. */
    public static Suite withLimits(Suite suite) {
        if (!TIMED.contains(suite.name())) {
            return suite;
        }
        Set<CheckId> optional = new LinkedHashSet<>(suite.optional());
        optional.add(LIMITS);
        return new Suite(suite.name(), suite.required(), optional);
    }

    private static Suite without(String name, Suite suite, String subject) {
        return new Suite(name, others(suite.required(), subject), others(suite.optional(), subject));
    }

    private static Set<CheckId> others(Set<CheckId> checks, String subject) {
        return checks.stream()
                .filter(check -> !check.value().startsWith(subject))
                .collect(Collectors.toSet());
    }

    public static List<Suite> all() {
        return ALL;
    }

    public static Optional<Suite> named(String name) {
        return ALL.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}
