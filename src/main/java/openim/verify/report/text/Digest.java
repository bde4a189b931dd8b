package openim.verify.report.text;

import java.util.ArrayList;
import java.util.Collection;
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
 * @param culprits what of it is not green, weaknesses of the build apart
 * @param followers what was not looked at because others are not green, by those others
 * @param weak what the build is too weak for
 * @param notHere what this deployment does not have, by the reason
 * @param notProven what is not proven for reasons of its own, by the reason
 */
public record Digest(
        List<Observation> lookedAt,
        List<Observation> culprits,
        Map<List<CheckId>, List<CheckId>> followers,
        List<Observation> weak,
        Map<String, List<CheckId>> notHere,
        Map<String, List<CheckId>> notProven) {

    public static Digest of(Run run) {
        List<Observation> lookedAt = run.observations().stream()
                .filter(seen -> seen.blockedBy().isEmpty() && wasLookedAt(seen.verdict()))
                .toList();
        List<Observation> culprits =
                lookedAt.stream().filter(seen -> !seen.verdict().isAsBuilt()).toList();
        return new Digest(
                lookedAt,
                culprits,
                Followers.of(run),
                run.weaknesses(),
                byReason(run, Verdict.NotHere.class),
                byReason(run, Verdict.NotProven.class));
    }

    /** The culprits that are red. */
    public List<Observation> reds() {
        return culprits.stream().filter(seen -> seen.verdict().isUnhealthy()).toList();
    }

    /** How many checks are green. */
    public long green() {
        return lookedAt.stream().filter(seen -> seen.verdict().isHealthy()).count();
    }

    /** How many are not proven for reasons of their own. */
    long unproven() {
        return notProven.values().stream().mapToLong(List::size).sum();
    }

    /** The others, those of one sentence together. */
    public Collection<List<Observation>> unknown() {
        Map<String, List<Observation>> alike = new LinkedHashMap<>();
        culprits.stream()
                .filter(seen -> !seen.verdict().isUnhealthy())
                .forEach(seen -> alike.computeIfAbsent(seen.verdict().summary(), summary -> new ArrayList<>())
                        .add(seen));
        return alike.values();
    }

    private static boolean wasLookedAt(Verdict verdict) {
        return !(verdict instanceof Verdict.NotProven) && !(verdict instanceof Verdict.NotHere);
    }

    private static Map<String, List<CheckId>> byReason(Run run, Class<? extends Verdict> kind) {
        Map<String, List<CheckId>> folded = new LinkedHashMap<>();
        run.observations().stream()
                .filter(seen -> seen.blockedBy().isEmpty() && kind.isInstance(seen.verdict()))
                .forEach(seen -> folded.computeIfAbsent(
                                Wording.oneLine(seen.verdict().summary()), reason -> new ArrayList<>())
                        .add(seen.check()));
        return folded;
    }
}
