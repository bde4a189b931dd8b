package openim.verify.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Signs;
import openim.verify.runbook.Symptom;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * What is broken, as far as can be told.
 *
 * <p>First come the parts that were looked at themselves, or that the server's own words name: each is a cause, and what comes
 * of it needs no other. What is still red then is explained by the likeliest row, and what that leaves by the next, so that
 * several causes at once are found. A row that explains as much, and that nothing more speaks against, cannot be told from it.
 *
 * @param causes the likeliest first; none if nothing is red
 * @param unexplained the red checks that no row explains, in the order in which they were seen
 */
public record Diagnosis(List<Cause> causes, List<CheckId> unexplained) {

    public Diagnosis {
        causes = List.copyOf(causes);
        unexplained = List.copyOf(unexplained);
    }

    /** Diagnoses. */
    public static Diagnosis of(Runbook runbook, Installation installation, List<Observation> seen) {
        return new Reasoning(runbook, installation, seen).diagnosis();
    }

    private static final CheckId CONTAINERS = new CheckId("process.containers");

    /** One diagnosis in the making. */
    private static final class Reasoning {

        /** What a server has as a whole of which its processes are dead, and named by nobody. */
        private static final Set<FaultKind> DOWN =
                EnumSet.of(FaultKind.DEAD, FaultKind.CANNOT_START, FaultKind.MISCONFIGURED, FaultKind.EXHAUSTED);

        private static final Set<FaultKind> OF_ITS_PROCESSES = EnumSet.of(FaultKind.DEAD, FaultKind.UNREGISTERED);

        private final Installation installation;
        private final List<Observation> seen;
        private final List<RunbookMatch> findings;
        private final Set<CheckId> open = new TreeSet<>();
        private final List<Cause> causes = new ArrayList<>();

        Reasoning(Runbook runbook, Installation installation, List<Observation> seen) {
            this.installation = installation;
            this.seen = seen;
            this.findings = runbook.entries().stream()
                    .map(entry -> RunbookMatch.of(entry, entry.signs(installation), seen))
                    .filter(finding -> finding.weight() > 0)
                    .filter(finding -> !finding.entry().ailment().isToldByContainersAlone()
                            || finding.sight().contains(CONTAINERS))
                    .sorted(RunbookMatch.LIKELIEST)
                    .toList();
            seen.stream().filter(each -> each.verdict().isUnhealthy()).forEach(each -> open.add(each.check()));
        }

        Diagnosis diagnosis() {
            List<RunbookMatch> direct = direct();
            direct.forEach(finding -> causes.add(cause(finding, List.of(), explained(finding, direct))));
            direct.forEach(finding -> open.removeAll(explained(finding, direct)));
            for (Optional<RunbookMatch> next = likeliest(); next.isPresent(); next = likeliest()) {
                RunbookMatch finding = next.get();
                Set<CheckId> explained = finding.explained(open);
                causes.add(cause(finding, rivals(finding), explained));
                open.removeAll(explained);
            }
            List<CheckId> unexplained = seen.stream()
                    .map(Observation::check)
                    .filter(open::contains)
                    .distinct()
                    .toList();
            return new Diagnosis(causes, unexplained);
        }

        /** One for each part, what others may come of first; of a server that is down as a whole only that. */
        private List<RunbookMatch> direct() {
            Map<Part, RunbookMatch> direct = new LinkedHashMap<>();
            findings.stream()
                    .filter(RunbookMatch::isDirect)
                    .sorted(Comparator.comparing(
                            finding -> !finding.entry().rank().first()))
                    .forEach(each -> direct.putIfAbsent(each.entry().part(), each));
            List<RunbookMatch> whole = direct.values().stream()
                    .filter(each -> each.entry().part().isWholeServer())
                    .toList();
            return direct.values().stream()
                    .filter(each -> whole.stream().noneMatch(all -> covers(all, each)))
                    .sorted(Comparator.comparingInt(Reasoning::turn))
                    .toList();
        }

        /** What others may come of is told before them, and a component before the servers that rest on it. */
        private static int turn(RunbookMatch finding) {
            if (finding.entry().rank().first()) {
                return 0;
            }
            return finding.entry().part().isComponent() ? 1 : 2;
        }

        private static boolean covers(RunbookMatch whole, RunbookMatch other) {
            Part part = other.entry().part();
            return !whole.equals(other)
                    && part.tier() == whole.entry().part().tier()
                    && (other.entry().ailment() == whole.entry().ailment()
                            || (OF_ITS_PROCESSES.contains(other.entry().ailment())
                                    && DOWN.contains(whole.entry().ailment())));
        }

        private Set<CheckId> explained(RunbookMatch finding, List<RunbookMatch> direct) {
            return seen.stream()
                    .filter(each -> each.verdict().isUnhealthy() && explains(finding, direct, each))
                    .map(Observation::check)
                    .collect(Collectors.toSet());
        }

        /** What was said counts for little where the cause was seen, unless it names somebody who is not among the causes. */
        private boolean explains(RunbookMatch direct, List<RunbookMatch> all, Observation red) {
            return direct.signs().include(red) || (direct.signs().concern(red) && !namesAnother(all, red));
        }

        private boolean namesAnother(List<RunbookMatch> direct, Observation red) {
            return findings.stream()
                    .filter(each -> each.names().contains(red.check()))
                    .anyMatch(each -> !direct.contains(each));
        }

        private Optional<RunbookMatch> likeliest() {
            RunbookMatch best = null;
            for (RunbookMatch finding : findings) {
                boolean better = isPossible(finding) && (best == null || finding.weight(open) > best.weight(open));
                best = better ? finding : best;
            }
            return Optional.ofNullable(best);
        }

        private boolean isPossible(RunbookMatch finding) {
            return finding.isShownBy(open)
                    && finding.weight(open) > 0
                    && causes.stream()
                            .noneMatch(cause -> cause.part() == finding.entry().part());
        }

        private List<Suspect> rivals(RunbookMatch likeliest) {
            return findings.stream()
                    .filter(each -> !each.equals(likeliest) && isPossible(each))
                    .filter(each -> each.penalty() <= likeliest.penalty())
                    .filter(each -> each.explained(open).containsAll(likeliest.explained(open)))
                    .map(RunbookMatch::suspect)
                    .toList();
        }

        private Cause cause(RunbookMatch finding, List<Suspect> rivals, Set<CheckId> explained) {
            Set<CheckId> speaking = new TreeSet<>(finding.sight());
            speaking.addAll(finding.names());
            speaking.addAll(finding.fits());
            speaking.addAll(finding.may());
            List<String> speaksFor = sentences(speaking);
            return new Cause(
                    finding.suspect(),
                    finding.entry().named(String.join("\n", speaksFor), instances(finding)),
                    finding.weight(),
                    finding.isDirect(),
                    finding.shownBy(),
                    explained,
                    speaksFor,
                    sentences(finding.against()),
                    rivals,
                    rivals.isEmpty()
                            ? Optional.empty()
                            : Optional.of(finding.entry().look(installation)));
        }

        /** Which of several it is, as far as those tell that looked at it. */
        private List<String> instances(RunbookMatch finding) {
            return Stream.of(finding.sight(), finding.names(), finding.fits())
                    .map(checks -> seen.stream()
                            .filter(each -> checks.contains(each.check()))
                            .flatMap(each -> each.evidence().stream())
                            .filter(fact -> fact.name().equals(Evidence.INSTANCE))
                            .map(Evidence::value)
                            .distinct()
                            .toList())
                    .filter(told -> !told.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        private List<String> sentences(Set<CheckId> checks) {
            return seen.stream()
                    .filter(each -> checks.contains(each.check()))
                    .map(each -> each.check()
                            + (each.verdict().isHealthy() ? " is green: " : " is red: ")
                            + each.verdict().summary())
                    .toList();
        }
    }

    /** Whether one of them is this ailment, or cannot be told from it. */
    public boolean mayBe(Part part, FaultKind ailment) {
        return causes.stream().anyMatch(cause -> cause.mayBe(new Suspect(part, ailment)));
    }

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
                    entry,
                    signs,
                    shown(signs.sight(), seen),
                    shown(signs.names(), seen),
                    fits,
                    may,
                    against(signs, seen));
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
}
