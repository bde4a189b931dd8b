package openim.verify.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Suspect;
import openim.verify.runbook.Branch;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Site;

/**
 * A plan for a person: what is broken and why we think so, what is typed in which order, what is looked at then, and what is left
 * for him.
 *
 * <p>Sentences are broken at their blanks; a command is a line of its own, whole, so that it can be pasted.
 */
public final class PlanText {

    private static final int REASONS = 3;

    private final int width;
    private final List<String> lines = new ArrayList<>();

    private PlanText(int width) {
        this.width = width;
    }

    /**
     * The lines of a plan.
     *
     * @param width columns to a line, for all but commands
     */
    public static List<String> lines(Plan plan, int width) {
        PlanText text = new PlanText(width);
        plan.causes().forEach(cause -> text.cause(cause, plan.site()));
        int number = 1;
        for (Step step : plan.steps()) {
            text.step(number++, step, plan.site());
        }
        plan.forPerson().forEach(text::person);
        if (plan.isEmpty()) {
            text.say("", "nothing to do that the runbook has");
        }
        return List.copyOf(text.lines);
    }

    /** What is pasted for a fix, a line each, with what should be known of it above. */
    public static List<String> commands(Fix fix, Site site) {
        PlanText text = new PlanText(Integer.MAX_VALUE);
        text.commands("", fix, site);
        return List.copyOf(text.lines);
    }

    private void cause(Cause cause, Site site) {
        say("cause   ", cause + (cause.seenDirectly() ? " (seen)" : " (inferred)"));
        cause.speaksFor().stream().limit(REASONS).forEach(reason -> say("  for     ", reason));
        more("  for     ", cause.speaksFor());
        cause.speaksAgainst().stream().limit(REASONS).forEach(reason -> say("  against ", reason));
        more("  against ", cause.speaksAgainst());
        if (!cause.cannotBeToldFrom().isEmpty()) {
            say(
                    "  or      ",
                    cause.cannotBeToldFrom().stream().map(Suspect::toString).collect(Collectors.joining(", or ")));
            cause.tells().ifPresent(command -> say("  tell by ", ""));
            cause.tells().ifPresent(command -> lines.add("    " + site.looking(cause.part(), command)));
        }
        lines.add("");
    }

    private void more(String label, List<String> reasons) {
        if (reasons.size() > REASONS) {
            say(label, "and " + (reasons.size() - REASONS) + " more");
        }
    }

    private void step(int number, Step step, Site site) {
        say(
                "step " + number + "  ",
                step.fix().sentence()
                        + (step.needsAllowRestart() ? "; ends every session there: needs --allow-restart" : "")
                        + (step.fix().beyondRunbook() ? "; beyond the runbook: needs --beyond-runbook" : ""));
        say("  why     ", step.why());
        say("  section ", step.section());
        commands("    ", step.fix(), site);
        say("  then    ", "run " + String.join(", ", step.suites()) + " again, and look for " + step.window());
        for (Branch branch : step.otherwise()) {
            if (branch.installations().contains(site.installation())) {
                say("  if      ", branch.when() + " then: " + branch.fix().sentence() + " (needs --allow-restart)");
            }
        }
        lines.add("");
    }

    private void commands(String indent, Fix fix, Site site) {
        String directory = "";
        for (CommandLine command : fix.commands(site)) {
            String there = directory(command, site);
            if (!there.equals(directory) && !command.isForAnywhere()) {
                lines.add(indent + there);
                directory = there;
            }
            if (!command.remark().isEmpty()) {
                lines.add(indent + "# " + command.remark());
            }
            lines.add(indent + command.typed());
        }
    }

    private static String directory(CommandLine command, Site site) {
        return command.directory()
                .map(path -> "cd " + CommandLine.quoted(path.toString()))
                .orElseGet(() -> "# on " + site.host() + ", in the directory " + command.place() + ":");
    }

    private void person(ForPerson task) {
        say("person  ", task.about() + ": " + task.sentence());
        task.commands().forEach(command -> lines.add("    " + command));
        lines.add("");
    }

    /** A label, and a sentence beside it. */
    private void say(String label, String sentence) {
        StringBuilder line = new StringBuilder(label);
        boolean begun = false;
        for (String word : sentence.strip().split("\\s+", -1)) {
            if (begun && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(label.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString().stripTrailing());
    }
}
