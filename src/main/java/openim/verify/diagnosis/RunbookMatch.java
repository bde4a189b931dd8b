package openim.verify.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Signs;
import openim.verify.runbook.Symptom;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * A row of the runbook, held against what was seen.
 *
 * @param entry the row
 * @param signs its signs at this installation
 * @param sight the red checks that looked at the part itself
 * @param names the red checks whose words name it
 * @param fits the red checks that fit
 * @param may the red checks that may come of it
 * @param against the green checks that do not fit, those that looked at the part itself among them
 */
record RunbookMatch(
        RunbookEntry entry,
        Signs signs,
        Set<CheckId> sight,
        Set<CheckId> names,
        Set<CheckId> fits,
        Set<CheckId> may,
        Set<CheckId> against) {

    private static final int SEEN = 100;
    private static final int NAMED = 50;
    private static final int FITS = 10;
    private static final int MAY = 1;
    private static final int LOOKS_WELL = 40;
    private static final int DOES_NOT_FIT = 15;

    /** The likeliest first, by all that is red; of equals the one that is mended first. */
    static final Comparator<RunbookMatch> LIKELIEST = Comparator.<RunbookMatch>comparingInt(RunbookMatch::weight)
            .reversed()
            .thenComparing(finding -> finding.entry.part())
            .thenComparing(finding -> finding.entry.ailment());

    static RunbookMatch of(RunbookEntry entry, Signs signs, List<Observation> seen) {
        Set<CheckId> fits = shown(signs.fits(), seen);
        Set<CheckId> may = shown(signs.may(), seen);
        may.removeAll(fits);
        return new RunbookMatch(
                entry, signs, shown(signs.sight(), seen), shown(signs.names(), seen), fits, may, against(signs, seen));
    }

    private static Set<CheckId> shown(List<Symptom> symptoms, List<Observation> seen) {
        Set<CheckId> shown = new TreeSet<>();
        seen.stream()
                .filter(each -> symptoms.stream().anyMatch(symptom -> symptom.isShownBy(each)))
                .forEach(each -> shown.add(each.check()));
        return shown;
    }

    private static Set<CheckId> against(Signs signs, List<Observation> seen) {
        Set<CheckId> against = new TreeSet<>();
        seen.stream()
                .filter(each -> each.verdict().isHealthy())
                .map(Observation::check)
                .filter(check -> signs.unless().contains(check) || expects(signs, check))
                .forEach(against::add);
        return against;
    }

    private static boolean expects(Signs signs, CheckId check) {
        return signs.fits().stream()
                .flatMap(symptom -> symptom.check().stream())
                .anyMatch(check::equals);
    }

    /** Whether the part was looked at, or the server's own words name it. */
    boolean isDirect() {
        return !sight.isEmpty() || !names.isEmpty();
    }

    /** How strongly all that was seen speaks for it. */
    int weight() {
        return weight(all());
    }

    /** The same, of what is red only this much counted; what speaks against it always counts. */
    int weight(Set<CheckId> counted) {
        return SEEN * common(sight, counted)
                + NAMED * Math.min(1, common(names, counted))
                + FITS * common(fits, counted)
                + MAY * common(may, counted)
                - penalty();
    }

    int penalty() {
        int looksWell = common(against, signs.unless());
        return LOOKS_WELL * looksWell + DOES_NOT_FIT * (against.size() - looksWell);
    }

    /** Which of these checks are red for it, words and all. */
    Set<CheckId> explained(Set<CheckId> open) {
        Set<CheckId> explained = all();
        explained.retainAll(open);
        return explained;
    }

    /** Whether one of these fits it: what only may come of it names no cause. */
    boolean isShownBy(Set<CheckId> open) {
        return common(fits, open) > 0 || common(names, open) > 0 || common(sight, open) > 0;
    }

    /** The red checks that show it, the strongest first. */
    List<CheckId> shownBy() {
        return Stream.of(sight, names, fits).flatMap(Set::stream).distinct().toList();
    }

    Suspect suspect() {
        return new Suspect(entry.part(), entry.ailment());
    }

    private Set<CheckId> all() {
        Set<CheckId> all = new TreeSet<>();
        Stream.of(sight, names, fits, may).forEach(all::addAll);
        return all;
    }

    private static int common(Set<CheckId> some, Set<CheckId> others) {
        List<CheckId> common = new ArrayList<>(some);
        common.retainAll(others);
        return common.size();
    }
}
