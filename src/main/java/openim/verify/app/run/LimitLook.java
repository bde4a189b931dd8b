package openim.verify.app.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.history.Comparison;
import openim.verify.suite.Suites;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** The look at the limits that are set, at the end of a run. */
final class LimitLook {

    private LimitLook() {}

    static Observation of(Comparison comparison, Instant at) {
        List<Evidence> evidence = comparison.broken().stream()
                .map(words -> Evidence.of(Evidence.SEEN, words))
                .toList();
        return new Observation(Suites.LIMITS, verdict(comparison), List.of(), at, Duration.ZERO, evidence);
    }

    private static Verdict verdict(Comparison comparison) {
        if (!comparison.broken().isEmpty()) {
            return new Verdict.Unhealthy(String.join("; ", comparison.broken()));
        }
        if (!comparison.unseen().isEmpty()) {
            return new Verdict.NotProven(comparison.unseen().stream()
                            .map(limit -> limit.figure().word())
                            .collect(Collectors.joining(", "))
                    + " has a limit, and was not timed in this run");
        }
        return new Verdict.Healthy("every time is within its limit");
    }
}
