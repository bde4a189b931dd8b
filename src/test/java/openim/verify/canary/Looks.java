package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Runs and looks for tests. */
final class Looks {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Subject LIVE = new Subject("http://im.example.org:10002", "remote", false);

    private Looks() {}

    static Run green(Round round) {
        return run(round, new Verdict.Healthy("seen"), List.of());
    }

    static Run red(Round round, String... checks) {
        return run(round, new Verdict.Healthy("seen"), List.of(checks));
    }

    static Run unknown(Round round) {
        return run(round, new Verdict.Undetermined("could not look"), List.of());
    }

    private static Run run(Round round, Verdict rest, List<String> red) {
        List<Observation> seen = new ArrayList<>();
        round.suite()
                .required()
                .forEach(check -> seen.add(new Observation(
                        check,
                        red.contains(check.value()) ? new Verdict.Unhealthy("is dead") : rest,
                        List.of(),
                        NOON,
                        Duration.ofMillis(5),
                        List.of())));
        red.stream()
                .map(CheckId::new)
                .filter(check -> !round.suite().requires(check))
                .forEach(check -> seen.add(new Observation(
                        check, new Verdict.Unhealthy("is dead"), List.of(), NOON, Duration.ofMillis(5), List.of())));
        return Run.judged("run", round.suite(), LIVE, NOON, Duration.ofSeconds(4), seen);
    }

    /** One look that was good, or two that were not. */
    static CanaryRound of(Run run) {
        Round round = Round.valueOf(
                run.suite().equals(Round.MESSAGES.suite())
                        ? "MESSAGES"
                        : run.suite().equals(Round.FILES.suite()) ? "FILES" : "EVERYTHING");
        Duration took = Duration.ofSeconds(9);
        return run.verdict().isHealthy()
                ? CanaryRound.good(round, NOON, took, List.of(run))
                : CanaryRound.twice(round, NOON, took, List.of(run), List.of(run));
    }
}
