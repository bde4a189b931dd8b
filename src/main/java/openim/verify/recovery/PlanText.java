package openim.verify.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Suspect;
import openim.verify.runbook.Branch;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Site;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

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
                    .filter(branch ->
                            branch.installations().contains(plan.site().installation()))
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
}
