package openim.verify.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.diagnosis.Cause;
import openim.verify.recovery.plan.ForPerson;
import openim.verify.recovery.plan.Plan;
import openim.verify.recovery.plan.Step;
import openim.verify.runbook.Branch;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;

/** A plan as it is printed: causes, steps with their commands, windows and branches, and what is left for a person. */
final class PlanLines {

    private static final int COUNTED = 3;

    private PlanLines() {}

    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.causes().forEach(cause -> cause(cause, lines));
        int number = 0;
        for (Step step : plan.steps()) {
            step(++number, step, plan, lines);
        }
        plan.forPerson().forEach(task -> person(task, lines));
        if (plan.isEmpty()) {
            lines.add("plan: nothing to do that the runbook has");
        }
        return lines;
    }

    private static void cause(Cause cause, List<String> lines) {
        lines.add("cause: " + cause + (cause.seenDirectly() ? " (seen)" : " (inferred)") + ", because "
                + String.join("; ", cause.speaksFor().stream().limit(COUNTED).toList()));
        if (!cause.speaksAgainst().isEmpty()) {
            lines.add("  against it: "
                    + String.join(
                            "; ", cause.speaksAgainst().stream().limit(COUNTED).toList()));
        }
        if (!cause.cannotBeToldFrom().isEmpty()) {
            lines.add("  cannot be told from: "
                    + cause.cannotBeToldFrom().stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + cause.tells()
                            .map(command -> "; this would tell: " + command)
                            .orElse(""));
        }
    }

    private static void step(int number, Step step, Plan plan, List<String> lines) {
        lines.add("step " + number + ": " + step.fix().sentence() + ", because " + step.why() + " [" + step.section()
                + "]"
                + (step.needsAllowRestart() ? " (ends every session: needs --allow-restart)" : "")
                + (step.fix().beyondRunbook() ? " (beyond the runbook: needs --beyond-runbook)" : ""));
        commands(step.fix(), plan, lines);
        lines.add("  then look for " + step.window() + ": " + String.join(", ", step.suites()));
        for (Branch branch : step.otherwise()) {
            lines.add("  if " + branch.when() + ": " + branch.fix().sentence() + " (needs --allow-restart)");
        }
    }

    static void commands(Fix fix, Plan plan, List<String> lines) {
        for (CommandLine command : fix.commands(plan.site())) {
            String where = command.directory()
                    .map(path -> "cd " + CommandLine.quoted(path.toString()))
                    .orElse("ssh " + plan.site().host() + ", then cd " + command.place());
            lines.add("    " + where + " && " + command.typed()
                    + (command.remark().isEmpty() ? "" : "   # " + command.remark()));
        }
    }

    private static void person(ForPerson task, List<String> lines) {
        lines.add("for a person: " + task.suspect() + ": " + task.sentence());
        task.commands().forEach(command -> lines.add("    " + command));
    }
}
