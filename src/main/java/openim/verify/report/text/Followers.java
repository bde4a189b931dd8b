package openim.verify.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * Those that were not looked at because others are red, under the ones at the root: when b waits for a and c for b, then
 * both stand under a.
 */
public final class Followers {

    private final Map<CheckId, Observation> byId;

    private Followers(Run run) {
        this.byId = run.observations().stream().collect(Collectors.toMap(Observation::check, Function.identity()));
    }

    /** The folded checks by the roots that block them, in the order of causes. */
    static Map<List<CheckId>, List<CheckId>> of(Run run) {
        Followers followers = new Followers(run);
        Map<List<CheckId>, List<CheckId>> folded = new LinkedHashMap<>();
        for (Observation seen : run.observations()) {
            if (!seen.blockedBy().isEmpty()) {
                folded.computeIfAbsent(followers.rootsOf(seen), roots -> new ArrayList<>())
                        .add(seen.check());
            }
        }
        return folded;
    }

    /** "probe.auth is red", "probe.auth and probe.third are red", and so on. */
    public static String are(List<CheckId> roots, Run run) {
        Followers followers = new Followers(run);
        boolean red = roots.stream().allMatch(followers::isRed);
        return Wording.list(roots.stream().map(CheckId::value).toList())
                + (roots.size() == 1 ? " is " : " are ")
                + (red ? "red" : "not known to be green");
    }

    private boolean isRed(CheckId id) {
        Observation seen = byId.get(id);
        return seen != null && seen.verdict().isUnhealthy();
    }

    private List<CheckId> rootsOf(Observation follower) {
        Set<CheckId> roots = new TreeSet<>(Checks.ORDER);
        collect(follower, roots, new LinkedHashSet<>());
        return List.copyOf(roots);
    }

    private void collect(Observation blocked, Set<CheckId> roots, Set<CheckId> passed) {
        for (CheckId blocker : blocked.blockedBy()) {
            Observation seen = byId.get(blocker);
            if (seen == null || seen.blockedBy().isEmpty()) {
                roots.add(blocker);
            } else if (passed.add(blocker)) {
                collect(seen, roots, passed);
            }
        }
    }
}
