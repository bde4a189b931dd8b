package openim.verify.recovery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.diagnosis.Cause;
import openim.verify.runbook.Entry;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
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

    /** The same in a cluster. */
    private static final String PODS = "kubectl get pods -o wide";

    /**
     * Those of a plan, in the order in which they are taken: what is to be done for the first cause comes first, and the steps keep
     * their order among each other.
     *
     * @param seen what the plan was made of
     */
    public static List<PersonStep> of(Planner planner, Plan plan, List<Observation> seen) {
        boolean several = plan.steps().size() + plan.forPerson().size() > 1;
        List<PersonStep> all = new ArrayList<>();
        List<ForPerson> tasks = new ArrayList<>(plan.forPerson());
        for (Step step : plan.steps()) {
            int turn = turn(plan, cause -> step.mends().contains(cause.part()));
            List<ForPerson> before = tasks.stream()
                    .filter(task -> turn(plan, cause -> cause.words().equals(task.about())) < turn)
                    .toList();
            before.forEach(task -> all.add(of(task, several)));
            tasks.removeAll(before);
            all.addAll(of(planner, plan, step, seen));
        }
        tasks.forEach(task -> all.add(of(task, several)));
        return List.copyOf(all);
    }

    private static int turn(Plan plan, Predicate<Cause> isFor) {
        return IntStream.range(0, plan.causes().size())
                .filter(index -> isFor.test(plan.causes().get(index)))
                .findFirst()
                .orElse(plan.causes().size());
    }

    private static List<PersonStep> of(Planner planner, Plan plan, Step step, List<Observation> seen) {
        if (step.fix() instanceof Fix.Observe) {
            return waiting(plan, step);
        }
        Set<CheckId> well = seen.stream()
                .filter(each -> each.verdict().isHealthy())
                .map(Observation::check)
                .collect(Collectors.toSet());
        String sentence = step.fix().sentence();
        if (!well.containsAll(step.before())) {
            return List.of(new PersonStep(
                    sentence + ", once every component is seen to be well",
                    plan.site().pasted(Part.MONGO, plan.site().cluster().isPresent() ? PODS : COMPONENTS)));
        }
        String typed = step.fix().pasted(plan.site());
        return List.of(new PersonStep(
                sentence + where(step.fix(), plan.site()) + endingSessions(step.fix()),
                typed.isEmpty() ? look(planner, plan, step) : typed));
    }

    /** How long, and what then: nobody knows by himself when he has waited for long enough. */
    private static List<PersonStep> waiting(Plan plan, Step step) {
        List<PersonStep> steps = new ArrayList<>();
        steps.add(new PersonStep(
                "wait " + step.window().notBefore().toSeconds() + " s and run " + String.join(" and ", step.suites())
                        + " again, for a service registers again by itself; restart nothing meanwhile",
                ""));
        step.otherwise().stream()
                .filter(branch -> branch.installations().contains(plan.site().installation()))
                .forEach(branch -> steps.add(new PersonStep(
                        "if " + branch.when() + ": " + branch.fix().sentence() + where(branch.fix(), plan.site())
                                + endingSessions(branch.fix()),
                        branch.fix().pasted(plan.site()))));
        return steps;
    }

    /** Of what is typed in a directory that is not known here. */
    private static String where(Fix fix, Site site) {
        return fix.commands(site).stream()
                        .anyMatch(command -> command.directory().isEmpty() && !command.isForAnywhere())
                ? " in the directory of its checkout, which is not known here (openim.server.dir, openim.chat.dir)"
                : "";
    }

    private static String endingSessions(Fix fix) {
        return fix.restarts() ? ", which ends every session there" : "";
    }

    /** What tells more of the first cause that the step is for. */
    private static String look(Planner planner, Plan plan, Step step) {
        return plan.causes().stream()
                .filter(cause -> step.mends().contains(cause.part()))
                .findFirst()
                .flatMap(cause -> entry(planner, cause).map(entry -> planner.look(cause, entry)))
                .orElse("");
    }

    private static Optional<Entry> entry(Planner planner, Cause cause) {
        return planner.runbook().entry(cause.part(), cause.ailment());
    }

    private static PersonStep of(ForPerson task, boolean oneOfSeveral) {
        return new PersonStep(
                (oneOfSeveral ? task.about() + ": " : "") + task.sentence(),
                task.commands().stream().findFirst().orElse(""));
    }
}
