package openim.verify.suite;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.verdict.CheckId;

/**
 * What is behind the red checks of a run, and what to do: what a recovery would find, and the steps that it would print.
 *
 * @param reasons the likeliest first; none where the runbook explains nothing
 * @param steps what to do, in this order; none where the runbook has nothing to do
 */
public record Explanation(List<Reason> reasons, List<Next> steps) {

    /** Nothing is explained. */
    public static final Explanation NONE = new Explanation(List.of(), List.of());

    public Explanation {
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }

    /** What to do first; empty where the runbook has nothing to do. */
    public Optional<Next> next() {
        return steps.stream().findFirst();
    }

    /**
     * Something that is broken.
     *
     * @param words a sentence without its dot: {@code Redis is dead}, {@code probably openim-push is dead}
     * @param seen whether the part itself was looked at, or the server's own words name it; else it is inferred
     * @param shownBy the red checks that show it, those that looked at the part itself first
     * @param explains the red checks that come of it, those among them
     */
    public record Reason(String words, boolean seen, List<CheckId> shownBy, Set<CheckId> explains) {

        public Reason {
            shownBy = List.copyOf(shownBy);
            explains = Set.copyOf(explains);
        }
    }

    /**
     * Something to do.
     *
     * @param sentence what it does, without a dot
     * @param command as it can be pasted; blank if there is nothing to type
     */
    public record Next(String sentence, String command) {

        /** The command; where there is none, what is to be done. */
        public String brief() {
            return command.isBlank() ? sentence : command;
        }
    }

    /** The reason that explains this check, the likeliest of several. */
    public Optional<Reason> of(CheckId check) {
        return reasons.stream()
                .filter(reason -> reason.explains().contains(check))
                .findFirst();
    }

    /** The causes in one sentence: {@code Redis is dead, and openim-push is dead}. */
    public String words() {
        return String.join(", and ", reasons.stream().map(Reason::words).toList());
    }
}
