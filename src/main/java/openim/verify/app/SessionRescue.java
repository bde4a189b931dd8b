package openim.verify.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.drill.Exercise;
import openim.verify.recovery.drill.Rescue;
import openim.verify.suite.Run;
import openim.verify.verdict.BrokenPromise;

/**
 * Has the harness do in a drill what it does in earnest.
 *
 * @param directory of this drill
 */
record SessionRescue(RecoverySession harness, boolean beyondRunbook, Path directory) implements Rescue {

    /** Registrations that fell away, and groups that settle, take up to a minute and a half. */
    private static final Duration WELL_WITHIN = Duration.ofMinutes(4);

    @Override
    public Rescued attempt(Exercise exercise) {
        return harness.drilled(
                new Allowances(true, true, beyondRunbook),
                directory.resolve("attempts-" + exercise.part().word()));
    }

    @Override
    public Optional<String> unwell() {
        try {
            Eventually.within(Deadline.in(WELL_WITHIN), "the deployment")
                    .lookingEvery(Duration.ofSeconds(2))
                    .sees(harness::observed, Expectation.of("is well", SessionRescue::judged));
            return Optional.empty();
        } catch (BrokenPromise still) {
            return Optional.of(String.valueOf(still.getMessage()));
        }
    }

    private static Judgement judged(Run run) {
        return run.verdict().isHealthy()
                ? Judgement.met("well")
                : Judgement.notYet(run.verdict().summary());
    }
}
