package openim.verify.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Builds runs of a small smoke suite: all green, but for what is said. */
public final class SampleRun {

    static final Instant NOON = Instant.parse("2026-11-24T12:03:00Z");
    public static final Subject LIVE = new Subject("http://im.example.org:10002", "remote", false);
    public static final Subject EMBEDDED = new Subject("http://127.0.0.1:40002", "embedded", true);
    public static final NextCommand NEXT = check -> "openim-verify explain " + check.id();

    /** What each check says when it is green: words of its own, so that the catalogue can be rewritten. */
    private static final Map<String, String> GREEN = Map.ofEntries(
            Map.entry("component.mongo", "MongoDB answered"),
            Map.entry("component.redis", "Redis answered"),
            Map.entry("component.etcd", "etcd is healthy"),
            Map.entry("component.etcd-registrations", "all seven services are registered"),
            Map.entry("process.server", "30 of 30 processes run"),
            Map.entry("process.chat", "6 of 6 processes run"),
            Map.entry("probe.api", "openim-api judged a token"),
            Map.entry("probe.auth", "an administrator and a user got tokens"),
            Map.entry("deployment.identity", "it is the deployment of the last good run, with its accounts and files"),
            Map.entry("probe.gateway", "the gateway shook hands and answered a ping"),
            Map.entry("probe.friend", "the friend list was read"),
            Map.entry("probe.group", "the list of joined groups was read"),
            Map.entry("probe.third", "the limit on upload parts was read"),
            Map.entry("message.acknowledged", "a message was acknowledged"),
            Map.entry("message.pushed", "a message reached a session that was already open"),
            Map.entry("message.pulled", "a message was pulled by its seq"),
            Map.entry(
                    "message.exactly-once", "a message came once, in order, byte for byte, and stayed so for a while"),
            Map.entry("message.stored", "a message was stored in MongoDB"),
            Map.entry("file.round-trip", "65536 fresh random bytes came back equal"),
            Map.entry("probe.admin", "admin-api judged a request"),
            Map.entry("probe.chat", "chat-api judged a request"),
            Map.entry("chat.login", "a person logged in to the app"));

    public static final Suite SMOKE = new Suite(
            "smoke",
            ids(id -> !id.matches("component.*|process.*|message.stored|chat.login")),
            ids(id -> id.matches("component.*|process.*|message.stored|chat.login")));

    private final Subject subject;
    private final Map<CheckId, Observation> seen = new LinkedHashMap<>();

    private SampleRun(Subject subject) {
        this.subject = subject;
        SMOKE.checks().stream()
                .sorted(Checks.ORDER)
                .forEach(check -> put(new Observation(
                        check,
                        new Verdict.Healthy(green(check)),
                        List.of(),
                        NOON.plusMillis(40L * seen.size()),
                        Duration.ofMillis(12 + 59L * seen.size()),
                        List.of(Evidence.of(Evidence.HTTP, 200)))));
    }

    private static Set<CheckId> ids(Predicate<String> wanted) {
        return GREEN.keySet().stream().filter(wanted).map(CheckId::new).collect(Collectors.toSet());
    }

    private static String green(CheckId check) {
        return Objects.requireNonNull(GREEN.get(check.value()), check.value());
    }

    public static SampleRun of(Subject subject) {
        return new SampleRun(subject);
    }

    /** rpc-auth is dead; what needs it waits; nothing but host and secret was given. */
    public static Run authIsDead() {
        return of(LIVE).withoutDirectories()
                .red(
                        "probe.auth",
                        "imAdmin got no token within 2 s: errCode 500, grpc service auth-rpc-service down",
                        Evidence.of(Evidence.EXPECTED, "imAdmin gets a token for the shared secret"),
                        Evidence.of(Evidence.FROM, "http://im.example.org:10002/auth/get_admin_token"),
                        Evidence.of(Evidence.HTTP, 200),
                        Evidence.of(Evidence.ERR_CODE, 500),
                        Evidence.of(Evidence.WORDS, "grpc service auth-rpc-service down, connection refused"),
                        Evidence.of(Evidence.AFTER_MS, 2))
                .blocked("deployment.identity", "probe.auth")
                .blocked("probe.gateway", "probe.auth")
                .blocked("probe.friend", "probe.auth")
                .blocked("probe.group", "probe.auth")
                .blocked("message.acknowledged", "probe.gateway")
                .blocked("message.pushed", "message.acknowledged")
                .blocked("message.stored", "message.acknowledged")
                .judged();
    }

    public static Run healthy() {
        return of(LIVE).withoutDirectories().judged();
    }

    public static Run rehearsal() {
        return of(EMBEDDED).judged();
    }

    SampleRun withoutDirectories() {
        for (String name : List.of("mongo", "redis", "etcd", "etcd-registrations")) {
            notProven("component." + name, "openim.server.dir is not set, and " + keyOf(name) + " neither");
        }
        for (String name : List.of("server", "chat")) {
            notProven("process." + name, "no directory of the deployment is known here");
        }
        return this;
    }

    private static String keyOf(String component) {
        return component.startsWith("etcd") ? "openim.etcd.url" : "openim." + component + ".url";
    }

    public SampleRun red(String check, String sentence, Evidence... evidence) {
        return replace(check, new Verdict.Unhealthy(sentence), List.of(), evidence);
    }

    public SampleRun unknown(String check, String sentence, Evidence... evidence) {
        return replace(check, new Verdict.Undetermined(sentence), List.of(), evidence);
    }

    public SampleRun notProven(String check, String reason) {
        return replace(check, new Verdict.NotProven(reason), List.of());
    }

    SampleRun weak(String check, String sentence) {
        return replace(check, new Verdict.Weak(sentence), List.of());
    }

    SampleRun notHere(String check, String reason) {
        return replace(check, new Verdict.NotHere(reason), List.of());
    }

    public SampleRun blocked(String check, String by) {
        CheckId blocker = new CheckId(by);
        return replace(check, new Verdict.NotProven("needs " + by + ", which is red"), List.of(blocker));
    }

    private SampleRun replace(String check, Verdict verdict, List<CheckId> blockedBy, Evidence... evidence) {
        Observation old = Objects.requireNonNull(seen.get(new CheckId(check)), check);
        put(new Observation(old.check(), verdict, blockedBy, old.at(), old.took(), List.of(evidence)));
        return this;
    }

    private void put(Observation observation) {
        seen.put(observation.check(), observation);
    }

    List<Observation> observations() {
        return new ArrayList<>(seen.values());
    }

    public Run judged() {
        return Run.judged("20261124T120300Z-smoke-abcd", SMOKE, subject, NOON, Duration.ofMillis(4321), observations());
    }
}
