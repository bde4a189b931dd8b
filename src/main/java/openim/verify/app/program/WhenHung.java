package openim.verify.app.program;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import openim.verify.await.Deadline;
import openim.verify.suite.Run;

/** What is done when a run does not end by itself, in a thread of its own. */
public interface WhenHung {

    /** For the verdict on what was seen, on a machine that is so busy that nothing was seen in time. */
    Duration GRACE = Duration.ofSeconds(8);

    /** For one line. */
    Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * Does it.
     *
     * @param verdict judges what was seen by then, writes it down and tells it
     */
    void hung(Supplier<Run> verdict);

    /** Ends the process: with the verdict if there is one in time, else without. */
    static WhenHung endsWith(ToIntFunction<Run> status) {
        return verdict -> {
            try (Deadline.Guard last = Deadline.in(GRACE).closing(WhenHung::endsWithoutVerdict)) {
                Runtime.getRuntime().halt(status.applyAsInt(verdict.get()));
            } catch (RuntimeException | Error fault) {
                System.err.println(
                        "undetermined: openim-verify hangs, and gave no verdict: " + ProgramFault.words(fault));
                Runtime.getRuntime().halt(ExitStatus.UNDETERMINED);
            }
        };
    }

    /** Nobody is left to wonder why there is no last line. */
    private static void endsWithoutVerdict() {
        try (Deadline.Guard last =
                Deadline.in(LAST_WORDS).closing(() -> Runtime.getRuntime().halt(ExitStatus.UNDETERMINED))) {
            System.out.println(
                    "undetermined: openim-verify did not come to an end in its time (is this machine too busy?),"
                            + " and gave no verdict: nothing is proven");
            System.out.flush();
            Runtime.getRuntime().halt(ExitStatus.UNDETERMINED);
        }
    }

    /** Leaves the process alone, and has the verdict written down: whoever made the run waits for it no longer than he likes. */
    static WhenHung isLeftBehind() {
        return verdict -> {
            Run unused = verdict.get();
        };
    }
}
