package openim.verify.recovery.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.drill.Rescue.Rescued;
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
}
