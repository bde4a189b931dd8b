package openim.verify.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * A run, sorted for a reader; each list in the order of causes.
 *
 * @param lookedAt what was looked at
 * @param culprits what of it is not green
 * @param followers what was not looked at because others are not green, by those others
 * @param notProven what is not proven for reasons of its own, by the reason
 */
record Digest(
        List<Observation> lookedAt,
        List<Observation> culprits,
        Map<List<CheckId>, List<CheckId>> followers,
        Map<String, List<CheckId>> notProven) {

    static Digest of(Run run) {
        List<Observation> lookedAt = run.observations().stream()
                .filter(seen -> seen.blockedBy().isEmpty() && !isNotProven(seen))
                .toList();
        List<Observation> culprits =
                lookedAt.stream().filter(seen -> !seen.verdict().isHealthy()).toList();
        Map<String, List<CheckId>> notProven = new LinkedHashMap<>();
        run.observations().stream()
                .filter(seen -> seen.blockedBy().isEmpty() && isNotProven(seen))
                .forEach(seen -> notProven
                        .computeIfAbsent(Words.oneLine(seen.verdict().summary()), reason -> new ArrayList<>())
                        .add(seen.check()));
        return new Digest(lookedAt, culprits, Followers.of(run), notProven);
    }

    private static boolean isNotProven(Observation seen) {
        return seen.verdict() instanceof Verdict.NotProven;
    }
}
