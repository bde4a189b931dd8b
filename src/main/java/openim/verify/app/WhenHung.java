package openim.verify.app;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import openim.verify.await.Deadline;
import openim.verify.suite.Run;

/** What is done when a run does not end by itself, in a thread of its own. */
interface WhenHung {

    /** For the verdict on what was seen, and then for the end of the process. */
    Duration GRACE = Duration.ofSeconds(2);

    /**
     * Does it.
     *
     * @param verdict judges what was seen by then, writes it down and tells it
     */
    void hung(Supplier<Run> verdict);

    /** Ends the process: with the verdict if there is one in time, else without. */
    static WhenHung endsWith(ToIntFunction<Run> status) {
        return verdict -> {
            try (Deadline.Guard last =
                    Deadline.in(GRACE).closing(() -> Runtime.getRuntime().halt(ExitStatus.UNDETERMINED))) {
                Runtime.getRuntime().halt(status.applyAsInt(verdict.get()));
            } catch (RuntimeException | Error fault) {
                System.err.println("undetermined: openim-verify hangs, and gave no verdict: " + Fault.words(fault));
                Runtime.getRuntime().halt(ExitStatus.UNDETERMINED);
            }
        };
    }

    /** Leaves the process alone, and has the verdict written down: whoever made the run waits for it no longer than he likes. */
    static WhenHung isLeftBehind() {
        return verdict -> {
            Run unused = verdict.get();
        };
    }
}
