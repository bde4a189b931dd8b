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
    public static final Suite SMOKE = suite("smoke", AskedBy.SMOKE);

    /** What a canary looks at each minute: the smoke without its file. */
    public static final Suite LOOP = without("loop", SMOKE, "file.");

    /** All of the smoke, and message and file proof in full: what a night, or a gate, has the time for. */
    public static final Suite FULL = suite("full", AskedBy.SMOKE, AskedBy.FULL);

    /** What became of the messages of a ledger. */
    public static final Suite LEDGER = suite("ledger", AskedBy.LEDGER);

    /** What there is to look at only where there is a ChatServer. */
    public static final Set<CheckId> OF_CHAT_SERVER = Stream.of(
                    "probe.chat",
                    "probe.chat-rpc",
                    "probe.admin",
                    "probe.bot",
                    "public.chat",
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
    public static final CheckId LIMITS = Checks.LIMITS;

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

    private static Suite suite(String name, AskedBy... asked) {
        return new Suite(name, checks(true, asked), checks(false, asked));
    }

    private static Set<CheckId> checks(boolean required, AskedBy... asked) {
        return Stream.of(asked)
                .flatMap(each -> Checks.askedBy(each, required).stream())
                .collect(Collectors.toSet());
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
