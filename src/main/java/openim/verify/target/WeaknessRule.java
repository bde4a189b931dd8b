package openim.verify.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.config.Strictness;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * What a weakness of the build counts for in a run: nothing, unless it is new against the last good run, or the settings are
 * strict.
 *
 * @param strictness as the settings have it
 * @param kept see {@link Remembered#kept()}
 * @param release that is verified now, in words; not comparable where it is not known
 * @param comparable whether a release is known now, so that the same name means the same build
 */
public record WeaknessRule(Strictness strictness, Map<String, String> kept, String release, boolean comparable) {

    /** The setting that accepts one. */
    static final String SETTING = "openim.accepted-weaknesses";

    public WeaknessRule {
        kept = Map.copyOf(kept);
    }

    /** The observation as it counts. */
    public Observation applied(Observation seen) {
        if (!(seen.verdict() instanceof Verdict.Weak)) {
            return seen;
        }
        if (strictness.strict()) {
            return red(seen, "openim.strict is true");
        }
        String before = kept.getOrDefault(seen.check().value(), "");
        boolean isNew = !before.isEmpty() && !(comparable && before.equals(release));
        if (isNew && !strictness.accepted().contains(seen.check().value())) {
            return red(
                    seen,
                    "the last good run (" + before + ") saw it green; if the release was changed on purpose, set "
                            + SETTING + " to " + seen.check());
        }
        return seen;
    }

    private static Observation red(Observation seen, String why) {
        List<Evidence> evidence = new ArrayList<>(seen.evidence());
        evidence.add(Evidence.of("counted", why));
        return new Observation(
                seen.check(),
                new Verdict.Unhealthy(seen.verdict().summary() + "; it counts as broken, because " + why),
                seen.blockedBy(),
                seen.at(),
                seen.waited(),
                seen.took(),
                evidence);
    }

    /** What a run saw of the checks that a build can be too weak for: by check, whether it was green. */
    public static Map<String, Boolean> seen(List<Observation> observations) {
        Map<String, Boolean> seen = new TreeMap<>();
        for (Observation each : observations) {
            CheckId check = each.check();
            if (KnownWeakness.of(check).isPresent() && each.verdict().isAsBuilt()) {
                seen.put(check.value(), each.verdict().isHealthy());
            }
        }
        return seen;
    }
}
