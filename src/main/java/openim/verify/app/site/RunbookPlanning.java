package openim.verify.app.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.config.ProgramCall;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.diagnosis.Suspect;
import openim.verify.recovery.Plan;
import openim.verify.recovery.PlanText.PersonStep;
import openim.verify.recovery.Planner;
import openim.verify.recovery.Planning;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Site;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Explanation;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.Flavour;

/**
 * Diagnoses by the runbook that comes with the product, and plans by it.
 *
 * @param runbook read and checked as a whole, before anything is touched
 */
public record RunbookPlanning(Runbook runbook, Planner planner, Site site) implements Planning {

    /**
     * @param beyondRunbook whether what hangs may be planned for
     * @param invocation how this program was called
     * @throws Runbook.RunbookException if anything is wrong with the runbook
     */
    public static RunbookPlanning at(Site site, boolean beyondRunbook, ProgramCall invocation) {
        Runbook runbook = ofProduct(invocation);
        return new RunbookPlanning(runbook, new Planner(runbook, site, beyondRunbook), site);
    }

    /** The runbook that comes with the product, for who called it so. */
    public static Runbook ofProduct(ProgramCall invocation) {
        return Runbook.read(
                Checks.all().stream().map(Check::id).collect(Collectors.toSet()),
                Suites.all().stream().map(Suite::name).collect(Collectors.toSet()),
                invocation.toString());
    }

    @Override
    public Plan plan(Run seen) {
        return planner.plan(Diagnosis.of(runbook, site.installation(), seen.observations()));
    }

    /**
     * Reads a red run as a recovery would: by the same runbook, the same diagnosis and the same plan, so that both name the same
     * cause and the same steps.
     *
     * @param site where it would be mended, looked for only when something is red
     * @param typed whether there are commands that somebody could type there; there are none for the embedded rehearsal
     * @param invocation how this program was called
     */
    public record Explaining(Supplier<Site> site, boolean typed, ProgramCall invocation) {

        /** A verdict does not wait longer for docker to list its containers. */
        private static final Duration LONGEST = Duration.ofSeconds(3);

        private static final int RIVALS = 2;

        /** Of runs against that deployment. */
        public static Explaining of(Deployment openim, boolean rehearsal) {
            Duration tool = openim.settings().deadlines().tool();
            Duration within = tool.compareTo(LONGEST) < 0 ? tool : LONGEST;
            return new Explaining(
                    () -> SiteLook.at(openim, Deadline.in(within)),
                    Flavour.of(openim.settings(), rehearsal) != Flavour.EMBEDDED,
                    openim.settings().invocation());
        }

        /**
         * The same run, explained; one that is not red is left as it is. Where this machine may have been too busy to tell what hangs,
         * that comes before any step.
         *
         * @param busy how that is known, in a clause
         */
        public Run explained(Run run, Optional<String> busy) {
            if (!run.verdict().isUnhealthy()) {
                return run;
            }
            RunbookPlanning planning = RunbookPlanning.at(site.get(), false, invocation);
            Plan plan = planning.plan(run);
            List<Explanation.Next> steps = new ArrayList<>();
            if (typed) {
                busy.filter(words -> plan.causes().stream().anyMatch(cause -> cause.ailment() == FaultKind.HUNG))
                        .map(words -> new Explanation.Next(
                                words + ": run " + run.suite().name()
                                        + " again when it is quieter, before anything is restarted",
                                ""))
                        .ifPresent(steps::add);
                PersonStep.of(planning.planner(), plan, run.suite().name(), run.observations()).stream()
                        .map(step -> new Explanation.Next(step.sentence(), step.command()))
                        .forEach(steps::add);
            }
            return run.explained(new Explanation(
                    plan.causes().stream().map(Explaining::reason).toList(), steps));
        }

        private static Explanation.Reason reason(Cause cause) {
            return new Explanation.Reason(words(cause), cause.seenDirectly(), cause.shownBy(), cause.explains());
        }

        /** {@code Redis is dead}; {@code probably openim-push is dead, or openim-push hangs}. */
        private static String words(Cause cause) {
            List<Suspect> rivals = cause.cannotBeToldFrom();
            return (cause.seenDirectly() ? "" : "probably ")
                    + cause
                    + rivals.stream()
                            .limit(RIVALS)
                            .map(rival -> ", or " + rival)
                            .collect(Collectors.joining())
                    + (rivals.size() > RIVALS ? ", or another of " + rivals.size() : "");
        }
    }
}
