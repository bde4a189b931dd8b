package openim.verify.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.diagnosis.Cause;
import openim.verify.runbook.Branch;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Site;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * One step of a plan for a person who takes it himself, in one sentence and one line.
 *
 * <p>Where it ends sessions and a component is not known to be well, the line only looks at those: a server that is stopped then
 * does not come back.
 *
 * @param sentence what it does, without a dot
 * @param command as it can be pasted; blank if there is nothing to type
 */
public record PersonStep(String sentence, String command) {

    /** Shows all components, the one that died with its reason. */
    private static final String COMPONENTS = "docker compose ps -a";

    private static final String ENDING_SESSIONS = ", which ends every session there";

    /** The same in a cluster. */
    private static final String PODS = "kubectl get pods -o wide";

    /**
     * Those of a plan, in the order in which they are taken: what is to be done for the first cause comes first, and the steps keep
     * their order among each other.
     *
     * @param suite whose run saw it: no other tells whether it helped
     * @param seen what the plan was made of
     */
    public static List<PersonStep> of(Planner planner, Plan plan, String suite, List<Observation> seen) {
        boolean several = plan.steps().size() + plan.forPerson().size() > 1;
        List<PersonStep> all = new ArrayList<>();
        List<PersonStep> last = new ArrayList<>();
        List<ForPerson> tasks = new ArrayList<>(plan.forPerson());
        for (Step step : plan.steps()) {
            int turn = turn(plan, cause -> step.mends().contains(cause.part()));
            List<ForPerson> before = tasks.stream()
                    .filter(task -> turn(plan, cause -> cause.words().equals(task.about())) < turn)
                    .toList();
            before.forEach(task -> all.add(of(task, several)));
            tasks.removeAll(before);
            if (step.fix() instanceof Fix.Observe) {
                (isInTheWay(step, plan.steps()) ? all : last).addAll(waiting(plan, step, several, suite));
            } else {
                all.add(of(planner, plan, step, several, seen));
            }
        }
        tasks.forEach(task -> all.add(of(task, several)));
        all.addAll(last);
        if (!plan.forPerson().isEmpty()
                || plan.steps().stream().anyMatch(step -> !(step.fix() instanceof Fix.Observe))) {
            all.add(lookingAgain(plan.steps(), suite));
        }
        return List.copyOf(all);
    }

    /** Whether others have to wait for it: what is missing in etcd is missed by whoever starts, but for a server that it is not of. */
    private static boolean isInTheWay(Step waiting, List<Step> steps) {
        return waiting.mends().contains(Part.ETCD)
                || steps.stream()
                        .anyMatch(step -> step.fix() instanceof Fix.RestartServer restart
                                && waiting.mends().stream()
                                        .anyMatch(part -> part.server()
                                                .filter(restart.server()::equals)
                                                .isPresent()));
    }

    private static PersonStep lookingAgain(List<Step> steps, String suite) {
        long seconds = steps.stream()
                .map(step -> step.window().notBefore().toSeconds())
                .max(Long::compare)
                .orElse(0L);
        return new PersonStep(
                "run " + suite + " again" + (seconds == 0 ? "" : ", " + seconds + " s after that")
                        + ": only that tells whether it helped",
                "");
    }

    private static int turn(Plan plan, Predicate<Cause> isFor) {
        return IntStream.range(0, plan.causes().size())
                .filter(index -> isFor.test(plan.causes().get(index)))
                .findFirst()
                .orElse(plan.causes().size());
    }

    private static PersonStep of(Planner planner, Plan plan, Step step, boolean several, List<Observation> seen) {
        Set<CheckId> well = seen.stream()
                .filter(each -> each.verdict().isHealthy())
                .map(Observation::check)
                .collect(Collectors.toSet());
        String sentence = about(step, several) + step.fix().sentence();
        if (!well.containsAll(step.before())) {
            return new PersonStep(
                    sentence + ", once every component is seen to be well",
                    plan.site().pasted(Part.MONGO, plan.site().cluster().isPresent() ? PODS : COMPONENTS));
        }
        String typed = typed(step.fix(), plan.site());
        return new PersonStep(
                sentence
                        + where(step.fix(), plan.site())
                        + endingSessions(step)
                        + (step.fix() instanceof Fix.StartComponents ? "; OpenIM connects again by itself" : ""),
                typed.isEmpty() && !isNowhere(step.fix(), plan.site()) ? look(planner, plan, step) : typed);
    }

    /** Of several steps each says what it is for, unless its own words do. */
    private static String about(Step step, boolean several) {
        return several && step.fix().restarts() ? step.why() + ": " : "";
    }

    /** How long, and what then: nobody knows by himself when he has waited for long enough. */
    private static List<PersonStep> waiting(Plan plan, Step step, boolean several, String suite) {
        List<PersonStep> steps = new ArrayList<>();
        List<Branch> branches = step.otherwise().stream()
                .filter(branch -> branch.installations().contains(plan.site().installation()))
                .toList();
        String leftAlone = branches.stream()
                .map(branch -> branch.restart().title())
                .distinct()
                .collect(Collectors.joining(" and "));
        steps.add(new PersonStep(
                (several ? step.why() + ": " : "") + "wait "
                        + step.window().notBefore().toSeconds() + " s and run "
                        + suite + " again, for a service registers again by itself"
                        + (leftAlone.isEmpty() ? "" : "; do not restart " + leftAlone + " meanwhile"),
                ""));
        branches.forEach(branch -> steps.add(new PersonStep(
                "only if " + branch.when() + ": " + branch.fix().sentence() + where(branch.fix(), plan.site())
                        + ENDING_SESSIONS,
                typed(branch.fix(), plan.site()))));
        return steps;
    }

    /** Of what is typed in a directory of this machine that is not known. */
    private static boolean isNowhere(Fix fix, Site site) {
        return site.host().isEmpty()
                && fix.commands(site).stream()
                        .anyMatch(command -> command.directory().isEmpty() && !command.isForAnywhere());
    }

    private static String typed(Fix fix, Site site) {
        return isNowhere(fix, site) ? "" : fix.pasted(site);
    }

    private static String where(Fix fix, Site site) {
        return isNowhere(fix, site)
                ? " in the directory of its checkout, which is not known here: mage stop, then mage start"
                : "";
    }

    /** A server that is down as a whole has no sessions left. */
    private static String endingSessions(Step step) {
        boolean down = step.mends().stream().anyMatch(Part::isWholeServer);
        return step.needsAllowRestart() && !down ? ENDING_SESSIONS : "";
    }

    /** What tells more of the first cause that the step is for. */
    private static String look(Planner planner, Plan plan, Step step) {
        return plan.causes().stream()
                .filter(cause -> step.mends().contains(cause.part()))
                .findFirst()
                .flatMap(cause -> entry(planner, cause).map(entry -> planner.look(cause, entry)))
                .orElse("");
    }

    private static Optional<RunbookEntry> entry(Planner planner, Cause cause) {
        return planner.runbook().entry(cause.part(), cause.ailment());
    }

    private static PersonStep of(ForPerson task, boolean oneOfSeveral) {
        return new PersonStep(
                (oneOfSeveral ? task.about() + ": " : "") + task.sentence(),
                task.commands().stream().findFirst().orElse(""));
    }
}
