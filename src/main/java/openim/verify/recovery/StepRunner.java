package openim.verify.recovery;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.act.Outcome;
import openim.verify.recovery.record.Budget;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Branch;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
import openim.verify.runbook.Start;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/** Takes a step: asks whether it is allowed, has it carried out, looks whether it helped, and takes its branches if not. */
public final class StepRunner {

    private static final CheckId IDENTITY = new CheckId("deployment.identity");

    private final Fixer fixer;
    private final Looks looks;
    private final Budget budget;
    private final Online online;
    private final Allowances allowances;
    private final Journal journal;
    private final Consumer<String> say;
    private boolean componentByCommand;

    public StepRunner(
            Fixer fixer,
            Looks looks,
            Budget budget,
            Online online,
            Allowances allowances,
            Journal journal,
            Consumer<String> say) {
        this.fixer = fixer;
        this.looks = looks;
        this.budget = budget;
        this.online = online;
        this.allowances = allowances;
        this.journal = journal;
        this.say = say;
    }

    /**
     * What a step came to.
     *
     * @param run what was seen last
     * @param needsPerson why a person has to go on, if so
     * @param isOver whether nothing is left to be done of it: it is mended, or its commands did not do their work, so that its
     *     branches are not for it
     */
    record Taken(Run run, Optional<String> needsPerson, boolean isOver) {

        static Taken to(Looks.Seen seen) {
            return new Taken(seen.run(), Optional.empty(), seen.mended());
        }

        static Taken nowhere(Run run) {
            return new Taken(run, Optional.empty(), true);
        }

        static Taken toPerson(Run run, String why) {
            return new Taken(run, Optional.of(why), true);
        }
    }

    /**
     * Takes it, and its branches where they lead.
     *
     * @param plan that it is part of
     * @param seen what was seen before it
     * @param tried gets each fix that was tried
     */
    Taken take(Step step, Plan plan, Run seen, Set<Fix> tried) {
        Taken taken = carriedOut(step.fix(), step, plan, seen, tried);
        if (taken.isOver()) {
            return taken;
        }
        for (Branch branch : step.taken(plan.site().installation(), Looks.red(taken.run()))) {
            if (!tried.contains(branch.fix())
                    && branch.stillRed().stream().anyMatch(Looks.red(taken.run())::contains)) {
                say.accept("still red after " + step.window() + " (" + branch.when() + "): "
                        + branch.fix().sentence());
                taken = carriedOut(branch.fix(), step, plan, taken.run(), tried);
                if (taken.isOver()) {
                    return taken;
                }
            }
        }
        return taken;
    }

    private Taken carriedOut(Fix fix, Step step, Plan plan, Run seen, Set<Fix> tried) {
        tried.add(fix);
        Optional<String> obstacle = obstacle(fix, seen);
        if (obstacle.isPresent()) {
            journal.note(Kind.PASSED_OVER, fix.sentence() + ": " + obstacle.get());
            return Taken.toPerson(seen, fix.sentence() + ": " + obstacle.get());
        }
        struck(fix).forEach(budget::spend);
        announce(fix, plan);
        journal.note(
                Kind.STEP_BEGAN,
                fix.sentence(),
                Map.of("why", step.why(), "section", step.section(), "fix", fix.brief()));
        Outcome outcome = fixer.run(fix, allowances.beyondRunbook());
        journal.note(
                Kind.STEP_ENDED,
                outcome.sentence(),
                Map.of("outcome", outcome.getClass().getSimpleName()));
        say.accept("  " + outcome.sentence());
        if (outcome instanceof Outcome.NeedsPerson needs) {
            if (!needs.touched()) {
                struck(fix).forEach(budget::giveBack);
            }
            return Taken.toPerson(seen, outcome.sentence());
        }
        if (outcome instanceof Outcome.EndedBadly) {
            return Taken.nowhere(looks.once(step));
        }
        componentByCommand |= isByCommand(fix, plan);
        return Taken.to(looks.within(step, outcome instanceof Outcome.Done));
    }

    private void announce(Fix fix, Plan plan) {
        say.accept(fix.sentence() + (fix.restarts() ? " (online now: " + online.howMany() + ")" : ""));
        PlanText.commands(fix, plan.site()).forEach(line -> say.accept("  " + line));
    }

    private Optional<String> obstacle(Fix fix, Run seen) {
        if (fix.restarts() && !allowances.restart()) {
            return Optional.of("it ends the sessions of everybody who is online (" + online.howMany()
                    + "), so it needs --allow-restart");
        }
        if (fix.restarts() && componentByCommand && !isHealthy(seen, IDENTITY)) {
            return Optional.of("a component was started by the settings' own command, and deployment.identity has not"
                    + " shown since that it is the one with the data");
        }
        return struck(fix).filter(part -> !budget.allows(part)).findFirst().map(budget::exhausted);
    }

    /** What the fix starts or restarts: that is what is counted, whatever it is done for. */
    private static Stream<String> struck(Fix fix) {
        if (fix instanceof Fix.StartComponents start) {
            return start.components().stream().map(Part::word);
        }
        if (fix instanceof Fix.RestartComponent restart) {
            return Stream.of(restart.component().word());
        }
        if (fix instanceof Fix.RestartContainer restart) {
            return Stream.of(restart.component().word());
        }
        if (fix instanceof Fix.Unpause unpause) {
            return Stream.of(unpause.part().word());
        }
        if (fix instanceof Fix.RestartServer restart) {
            return Stream.of(restart.server().title());
        }
        if (fix instanceof Fix.RestartDeployments restart) {
            return restart.parts().stream().map(Part::word);
        }
        if (fix instanceof Fix.DeletePods delete) {
            return delete.hung().stream().map(Part::word);
        }
        return fix instanceof Fix.KillSurvivor kill ? Stream.of(kill.server().title()) : Stream.empty();
    }

    private static boolean isByCommand(Fix fix, Plan plan) {
        return (fix instanceof Fix.StartComponents start
                        && start.components().stream().anyMatch(part -> isByCommand(part, plan)))
                || (fix instanceof Fix.RestartComponent restart && isByCommand(restart.component(), plan));
    }

    private static boolean isByCommand(Part component, Plan plan) {
        return plan.site().start(component) instanceof Start.ByCommand;
    }

    private static boolean isHealthy(Run run, CheckId check) {
        return run.observations().stream()
                .filter(seen -> seen.check().equals(check))
                .map(Observation::verdict)
                .anyMatch(verdict -> verdict.isHealthy());
    }

    /** Carries fixes out. */
    @FunctionalInterface
    public interface Fixer {

        /**
         * Carries one out, or says why not.
         *
         * @param beyondRunbook whether what the document does not have is allowed
         */
        Outcome run(Fix fix, boolean beyondRunbook);
    }
}
