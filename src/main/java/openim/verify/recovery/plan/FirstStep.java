package openim.verify.recovery.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.diagnosis.Cause;
import openim.verify.runbook.Entry;
import openim.verify.runbook.Part;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * The first thing that a plan has for a person, in one sentence and one line.
 *
 * <p>Where it ends sessions and a component is not known to be well, the line only looks at those: a server that is stopped then
 * does not come back.
 *
 * @param sentence what it does, without a dot
 * @param command as it can be pasted; blank if there is nothing to type
 */
public record FirstStep(String sentence, String command) {

    /** Shows all components, the one that died with its reason. */
    private static final String COMPONENTS = "docker compose ps -a";

    /** The same in a cluster. */
    private static final String PODS = "kubectl get pods -o wide";

    /**
     * The first step of the plan; if it has none, the first that is left for a person.
     *
     * @param seen what the plan was made of
     */
    public static Optional<FirstStep> of(Planner planner, Plan plan, List<Observation> seen) {
        return plan.steps().stream()
                .findFirst()
                .map(step -> of(planner, plan, step, seen))
                .or(() -> plan.forPerson().stream().findFirst().map(FirstStep::of));
    }

    private static FirstStep of(Planner planner, Plan plan, Step step, List<Observation> seen) {
        Set<CheckId> well = seen.stream()
                .filter(each -> each.verdict().isHealthy())
                .map(Observation::check)
                .collect(Collectors.toSet());
        String sentence = step.fix().sentence();
        if (!well.containsAll(step.before())) {
            return new FirstStep(
                    sentence + ", once every component is seen to be well",
                    plan.site().pasted(Part.MONGO, plan.site().cluster().isPresent() ? PODS : COMPONENTS));
        }
        String typed = step.fix().pasted(plan.site());
        return new FirstStep(
                sentence + (step.needsAllowRestart() ? ", which ends every session there" : ""),
                typed.isEmpty() ? look(planner, plan, step) : typed);
    }

    /** What tells more of the first cause that the step is for. */
    private static String look(Planner planner, Plan plan, Step step) {
        return plan.causes().stream()
                .filter(cause -> step.mends().contains(cause.part()))
                .findFirst()
                .flatMap(cause -> entry(planner, cause)
                        .map(entry -> plan.site()
                                .pasted(cause.part(), entry.look(plan.site().installation()))))
                .orElse("");
    }

    private static Optional<Entry> entry(Planner planner, Cause cause) {
        return planner.runbook().entry(cause.part(), cause.ailment());
    }

    private static FirstStep of(ForPerson task) {
        return new FirstStep(
                task.sentence(), task.commands().stream().findFirst().orElse(""));
    }
}
