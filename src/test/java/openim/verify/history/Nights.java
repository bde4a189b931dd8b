package openim.verify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Verdict;

/** Past runs for tests: one each night at three. */
public final class Nights {

    public static final String DEPLOYMENT = "im.example.org_10002";
    static final Instant FIRST = Instant.parse("2026-11-01T03:00:00Z");
    private static final Subject LIVE = new Subject("http://im.example.org:10002", "source", false);

    private Nights() {}

    /** A good night, whose pushes took so long. */
    public static PastRun good(int night, int pushMillis) {
        return run(
                night, new Verdict.Healthy("all 43 required checks are green"), List.of(speed(Step.PUSH, pushMillis)));
    }

    /** The same of a suite against a deployment. */
    public static PastRun good(String deployment, String suite, int night, int pushMillis) {
        PastRun good = good(night, pushMillis);
        return like(good, good.id(), deployment, good.subject(), good.occasion(), suite, good.startedAt());
    }

    /** A night on which messages were lost. */
    public static PastRun red(int night) {
        return run(night, new Verdict.Unhealthy("message.pushed: bob heard nothing"), List.of());
    }

    static PastRun run(int night, Verdict verdict, List<Latency> speeds) {
        boolean red = verdict.isUnhealthy();
        List<Loss> losses = red
                ? List.of(new Loss("m" + night, "lost", "oiv01a", "oiv01b", "si_oiv01a_oiv01b", at(night), "kafka", ""))
                : List.of();
        return new PastRun(
                "night-" + night,
                DEPLOYMENT,
                LIVE,
                RunOrigin.of("canary"),
                "full",
                at(night),
                Duration.ofSeconds(81),
                verdict,
                red ? Optional.of(new CheckId("message.pushed")) : Optional.empty(),
                2,
                red ? "" : "all 16 accounts are there",
                Map.of("verifier", "0.1.0", "server.commit", "0123456789ab"),
                List.of(
                        new PastLook(new CheckId("probe.api"), "healthy", true, Duration.ofMillis(12)),
                        new PastLook(
                                new CheckId("message.pushed"),
                                red ? "unhealthy" : "healthy",
                                true,
                                Duration.ofMillis(5000))),
                speeds,
                losses,
                losses.size(),
                List.of());
    }

    /** A good run of those that are made each ten minutes. */
    static PastRun each10Minutes(int run, int pushMillis) {
        PastRun good = good(0, pushMillis);
        Instant at = FIRST.plus(Duration.ofMinutes(10L * run));
        return like(good, "run-" + run, good.deployment(), good.subject(), good.occasion(), good.suite(), at);
    }

    /** The same, seen from a place, by a first look or a second one, and so many minutes later. */
    public static PastRun from(String vantage, PastRun run, int look, int minutes) {
        return like(
                run,
                run.id() + "-" + vantage + "-" + look + "-" + minutes,
                run.deployment(),
                run.subject().from(vantage),
                new RunOrigin(run.occasion().command(), look),
                run.suite(),
                run.startedAt().plus(Duration.ofMinutes(minutes)));
    }

    /** A run that saw the same, of another time or place. */
    private static PastRun like(
            PastRun run,
            String id,
            String deployment,
            Subject subject,
            RunOrigin occasion,
            String suite,
            Instant startedAt) {
        return new PastRun(
                id,
                deployment,
                subject,
                occasion,
                suite,
                startedAt,
                run.took(),
                run.verdict(),
                run.firstCause(),
                run.notProven(),
                run.identity(),
                run.versions(),
                run.looks(),
                run.speeds(),
                run.losses(),
                run.lost(),
                run.notes());
    }

    /** A night of which nobody can say how it was. */
    public static PastRun unknown(int night) {
        return run(night, new Verdict.Undetermined("probe.auth: somebody else uses our account"), List.of());
    }

    static Instant at(int night) {
        return FIRST.plus(Duration.ofDays(night));
    }

    /** A step that took so long at the median, twice that at p95 and three times at p99. */
    public static Latency speed(Step step, int millis) {
        return new Latency(
                step,
                40,
                Duration.ofMillis(millis),
                Duration.ofMillis(millis * 2L),
                Duration.ofMillis(millis * 2L),
                Duration.ofMillis(millis * 3L),
                Duration.ofMillis(millis * 4L));
    }

    /** Good nights with these pushes, the newest first. */
    static List<PastRun> of(int... pushes) {
        List<PastRun> runs = new ArrayList<>();
        for (int night = 0; night < pushes.length; night++) {
            runs.add(0, good(night, pushes[night]));
        }
        return runs;
    }
}
