package openim.verify.recovery.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.diagnosis.Suspect;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.drill.Drill.Rescue.Rescued;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Branch;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;

/**
 * Breaks one part after the other, and has each mended by the recovery.
 *
 * <p>Every exercise begins on a deployment that is well, and what is left of the fault is taken back at its end, however it ended.
 * If the deployment does not get well then, no other exercise is begun.
 */
public final class Drill {

    private final Faults faults;
    private final Rescue rescue;
    private final Marking marking;
    private final Sleeper pacer;
    private final Consumer<String> say;

    /**
     * @param installation how the deployment was installed
     * @param beyondRunbook whether the recovery may do what the document does not have
     */
    public Drill(
            Faults faults,
            Rescue rescue,
            Installation installation,
            boolean beyondRunbook,
            Sleeper pacer,
            Consumer<String> say) {
        this.faults = faults;
        this.rescue = rescue;
        this.marking = new Marking(installation, beyondRunbook);
        this.pacer = pacer;
        this.say = say;
    }

    /** Runs them in this order; one result for each. */
    public List<Result> run(List<Exercise> exercises) {
        List<Result> results = new ArrayList<>();
        Optional<String> unwell = rescue.unwell();
        for (Exercise exercise : exercises) {
            Optional<String> obstacle = unwell.map(why -> "the deployment is not well before it: " + why)
                    .or(() -> faults.obstacle(exercise));
            if (obstacle.isPresent()) {
                results.add(Result.notTried(exercise, obstacle.get()));
                continue;
            }
            Result result = tried(exercise);
            unwell = rescue.unwell();
            results.add(unwell.map(why -> result.with("not well when it was put back: " + why))
                    .orElse(result));
        }
        return List.copyOf(results);
    }

    private Result tried(Exercise exercise) {
        say.accept("");
        say.accept("drill: " + exercise);
        Instant began = pacer.now();
        try {
            faults.inject(exercise);
            Rescued rescued = rescue.attempt(exercise);
            return marking.mark(exercise, rescued, Duration.between(began, pacer.now()));
        } finally {
            faults.undo();
        }
    }

    /**
     * What a recovery must have done about a fault, held against what it wrote down.
     *
     * <p>The fault was seen. The true cause was named first, or the first one named was said not to be told from it. What was done first
     * is what the runbook has for that row, and more than that only by its branches. In the end the gate was open; but where the fix is
     * beyond the runbook, and that was not allowed, a person was called and no command was run at all.
     *
     * @param installation whose branches hold
     * @param beyondRunbook whether what the document does not have was allowed
     */
    record Marking(Installation installation, boolean beyondRunbook) {

        private static final String NONE = "none";

        Result mark(Exercise exercise, Rescued rescued, Duration took) {
            List<String> steps = of(rescued, Kind.STEP_BEGAN).stream()
                    .map(step -> step.fact("fix"))
                    .toList();
            Optional<JournalEntry> cause = of(rescued, Kind.CAUSE).stream().findFirst();
            List<String> complaints = new ArrayList<>();
            if (of(rescued, Kind.RED).isEmpty()) {
                complaints.add("nothing turned red");
            }
            String truth = exercise.truth().toString();
            boolean goneInside = goneInside(exercise)
                    .filter(gone ->
                            cause.filter(named -> suspect(named).equals(gone)).isPresent())
                    .isPresent();
            if (!goneInside && cause.filter(named -> names(named, truth)).isEmpty()) {
                complaints.add("the first cause named is not that " + truth);
            }
            if (mayBeMended(exercise)) {
                mended(exercise, goneInside, rescued.ending(), steps, complaints);
            } else {
                leftAlone(rescued, complaints);
            }
            return new Result(
                    exercise,
                    cause.map(Marking::suspect).orElse(NONE),
                    steps,
                    rescued.ending().word(),
                    took,
                    complaints,
                    true);
        }

        private static boolean names(JournalEntry cause, String truth) {
            return suspect(cause).equals(truth)
                    || Arrays.asList(cause.fact("or").split("; ", -1)).contains(truth);
        }

        /** Which part, and what is wrong with it, whatever more its words say. */
        private static String suspect(JournalEntry cause) {
            return cause.fact("suspect");
        }

        private boolean mayBeMended(Exercise exercise) {
            return exercise.row()
                    .fix()
                    .filter(fix -> beyondRunbook || !fix.beyondRunbook())
                    .isPresent();
        }

        /** What is as true of a component that was killed, where its container lives on; empty if that cannot be. */
        private Optional<String> goneInside(Exercise exercise) {
            return installation == Installation.DOCKER && exercise.part().isComponent() && !exercise.hangs()
                    ? Optional.of(new Suspect(exercise.part(), FaultKind.GONE).toString())
                    : Optional.empty();
        }

        private void mended(
                Exercise exercise,
                boolean goneInside,
                RecoveryResult ending,
                List<String> steps,
                List<String> complaints) {
            Fix fix = goneInside
                    ? new Fix.RestartContainer(exercise.part())
                    : exercise.row().fix().orElseThrow();
            if (steps.isEmpty() || !steps.get(0).equals(fix.brief())) {
                complaints.add("what is done first must be: " + fix.brief());
            }
            List<String> branches = exercise.row().afterwards().otherwise().stream()
                    .filter(branch -> branch.installations().contains(installation))
                    .map(Branch::fix)
                    .map(Fix::brief)
                    .toList();
            steps.stream()
                    .skip(1)
                    .filter(step -> !branches.contains(step))
                    .forEach(step -> complaints.add("not documented for this: " + step));
            if (ending.exitStatus() != 0) {
                complaints.add("the gate is not open: " + ending.sentence());
            }
        }

        private static void leftAlone(Rescued rescued, List<String> complaints) {
            if (rescued.ending().exitStatus() != RecoveryResult.PERSON_NEEDED) {
                complaints.add("a person must be called, and it ended with exit status "
                        + rescued.ending().exitStatus());
            }
            of(rescued, Kind.STARTED).forEach(command -> complaints.add("it was to be left alone: " + command.what()));
        }

        private static List<JournalEntry> of(Rescued rescued, Kind kind) {
            return rescued.journal().stream()
                    .filter(entry -> entry.kind() == kind)
                    .toList();
        }
    }

    /** How parts of a deployment are broken, and put right again. */
    public interface Faults {

        /** Why this cannot be done here; empty if it can. Touches nothing. */
        Optional<String> obstacle(Exercise exercise);

        /**
         * Breaks it, and returns when it is broken.
         *
         * @throws openim.verify.verdict.CannotLook if that did not come about
         */
        void inject(Exercise exercise);

        /** Takes back what was injected and is still there: what hangs goes on. Where it can, it also starts what is dead. */
        void undo();
    }

    /** What is drilled: a recovery, as an operator starts one. */
    public interface Rescue {

        /**
         * How it went.
         *
         * @param ending what the recovery came to
         * @param journal what it wrote down
         */
        record Rescued(RecoveryResult ending, List<JournalEntry> journal) {

            public Rescued {
                journal = List.copyOf(journal);
            }
        }

        /** Runs one. Attempts that were made in earlier exercises do not count. */
        Rescued attempt(Exercise exercise);

        /** Waits until the deployment is well; what is still wrong when patience ends, if so. */
        Optional<String> unwell();
    }
}
