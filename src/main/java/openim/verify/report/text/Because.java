package openim.verify.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.suite.Explanation.Reason;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * A cause for a reader: what is broken, the red checks that show it best, and what else is red for it.
 *
 * @param words what is broken
 * @param facts how that was seen
 */
public record Because(String words, List<Fact> facts) {

    private static final int SHOWN = 3;

    /** Each cause of the run, the likeliest first. */
    public static List<Because> of(Run run) {
        List<Reason> reasons = run.explanation().reasons();
        return reasons.stream()
                .map(reason -> of(
                        reason,
                        run,
                        reasons.stream()
                                .filter(other -> !other.equals(reason))
                                .flatMap(other -> other.shownBy().stream())
                                .collect(Collectors.toSet())))
                .toList();
    }

    /**
     * One of them.
     *
     * @param ofOthers the checks that show another cause: they are told there
     */
    private static Because of(Reason reason, Run run, Set<CheckId> ofOthers) {
        List<Alike> shown = Alike.of(reason.shownBy().stream()
                        .flatMap(check -> run.observations().stream()
                                .filter(seen -> seen.check().equals(check)))
                        .toList())
                .stream()
                .limit(SHOWN)
                .toList();
        List<Fact> facts = new ArrayList<>();
        shown.forEach(alike -> facts.add(new Fact("seen by", alike.checks() + ": " + alike.sentence())));
        String said = facts.stream().map(Fact::value).collect(Collectors.joining("\n"));
        shown.stream()
                .limit(1)
                .flatMap(alike -> Fact.seen(alike.first()).stream())
                .filter(fact -> !said.contains(fact.value()))
                .forEach(facts::add);
        List<String> others = run.observations().stream()
                .map(Observation::check)
                .filter(check -> reason.explains().contains(check) && !ofOthers.contains(check))
                .filter(check -> shown.stream().noneMatch(alike -> alike.has(check)))
                .map(CheckId::value)
                .toList();
        if (!others.isEmpty()) {
            facts.add(new Fact("explains", Wording.list(others)));
        }
        return new Because(reason.words(), List.copyOf(facts));
    }
}
