package openim.verify.app.recovery;

import java.util.Optional;
import openim.verify.recovery.drill.Exercise;
import openim.verify.recovery.drill.Faults;
import openim.verify.target.Rehearsal;

/** Breaks the rehearsal, in which everything can be broken. */
public record RehearsalFaults(Rehearsal rehearsal) implements Faults {

    @Override
    public Optional<String> obstacle(Exercise exercise) {
        return Optional.empty();
    }

    @Override
    public void inject(Exercise exercise) {
        if (exercise.hangs()) {
            rehearsal.hang(exercise.part().word());
        } else {
            rehearsal.kill(exercise.part().word());
        }
    }

    @Override
    public void undo() {
        rehearsal.heal();
    }
}
