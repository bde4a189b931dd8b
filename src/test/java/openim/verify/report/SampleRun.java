package openim.verify.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Builds runs of the smoke suite: all green, but for what is said. */
final class SampleRun {

    static final Instant NOON = Instant.parse("2026-11-24T12:03:00Z");
    static final Subject LIVE = new Subject("http://im.example.org:10002", "remote", false);
    static final Subject EMBEDDED = new Subject("http://127.0.0.1:40002", "embedded", true);
    static final NextCommand NEXT = check -> "openim-verify explain " + check.id();

    private final Subject subject;
    private final Map<CheckId, Observation> seen = new LinkedHashMap<>();

    private SampleRun(Subject subject) {
        this.subject = subject;
        int at = 0;
        for (Check check : Checks.all()) {
            if (Suites.SMOKE.checks().contains(check.id())) {
                put(new Observation(
                        check.id(),
                        new Verdict.Healthy(check.promise()),
                        List.of(),
                        NOON.plusMillis(40L * at),
                        Duration.ofMillis(12 + 37L * at),
                        List.of(Evidence.of(Evidence.HTTP, 200))));
                at++;
            }
        }
    }

    static SampleRun of(Subject subject) {
        return new SampleRun(subject);
    }

    /** rpc-auth is dead; what needs it waits; nothing but host and secret was given. */
    static Run authIsDead() {
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

    static Run healthy() {
        return of(LIVE).withoutDirectories().judged();
    }

    static Run rehearsal() {
        return of(EMBEDDED).judged();
    }

    SampleRun withoutDirectories() {
        for (String name : List.of("mongo", "redis", "kafka", "etcd", "minio", "etcd-registrations")) {
            notProven("component." + name, "openim.server.dir is not set, and " + keyOf(name) + " neither");
        }
        for (String name : List.of("containers", "server", "chat")) {
            notProven("process." + name, "no directory of the deployment is known here");
        }
        return this;
    }

    private static String keyOf(String component) {
        return component.startsWith("etcd") ? "openim.etcd.url" : "openim." + component + ".url";
    }

    SampleRun red(String check, String sentence, Evidence... evidence) {
        return replace(check, new Verdict.Unhealthy(sentence), List.of(), evidence);
    }

    SampleRun unknown(String check, String sentence, Evidence... evidence) {
        return replace(check, new Verdict.Undetermined(sentence), List.of(), evidence);
    }

    SampleRun notProven(String check, String reason) {
        return replace(check, new Verdict.NotProven(reason), List.of());
    }

    SampleRun blocked(String check, String by) {
        CheckId blocker = new CheckId(by);
        return replace(check, new Verdict.NotProven("needs " + by + ", which is red"), List.of(blocker));
    }

    SampleRun healthyWith(String check, Evidence... evidence) {
        return replace(check, new Verdict.Healthy(Checks.get(new CheckId(check)).promise()), List.of(), evidence);
    }

    private SampleRun replace(String check, Verdict verdict, List<CheckId> blockedBy, Evidence... evidence) {
        Observation old = seen.get(new CheckId(check));
        put(new Observation(old.check(), verdict, blockedBy, old.at(), old.took(), List.of(evidence)));
        return this;
    }

    private void put(Observation observation) {
        seen.put(observation.check(), observation);
    }

    List<Observation> observations() {
        return new ArrayList<>(seen.values());
    }

    Run judged() {
        return Run.judged(
                "20261124T120300Z-smoke-abcd", Suites.SMOKE, subject, NOON, Duration.ofMillis(4321), observations());
    }
}
