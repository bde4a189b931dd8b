package openim.verify.recovery.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of an exercise.
 *
 * @param exercise what was tried
 * @param cause the first cause that was named; empty if none was
 * @param steps what was done, in a few words each
 * @param verdict how the recovery ended, in a word
 * @param took from the fault to the end of the recovery
 * @param complaints what was not as it must be
 * @param tried whether it was tried at all; else the only complaint says why not
 */
public record Result(
        Exercise exercise,
        String cause,
        List<String> steps,
        String verdict,
        Duration took,
        List<String> complaints,
        boolean tried) {

    public Result {
        steps = List.copyOf(steps);
        complaints = List.copyOf(complaints);
        if (!tried && complaints.size() != 1) {
            throw new IllegalArgumentException(exercise + " was not tried, and one reason is needed why not");
        }
    }

    static Result notTried(Exercise exercise, String reason) {
        return new Result(exercise, "", List.of(), "not tried", Duration.ZERO, List.of(reason), false);
    }

    /** The same, with one thing more that was not as it must be. */
    Result with(String complaint) {
        List<String> more = new ArrayList<>(complaints);
        more.add(complaint);
        return new Result(exercise, cause, steps, verdict, took, more, tried);
    }

    /** Whether everything was as it must be. */
    public boolean passed() {
        return complaints.isEmpty();
    }
}
