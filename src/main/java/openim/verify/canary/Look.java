package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/**
 * A round that was made, with one look or two.
 *
 * @param began when
 * @param took how long both looks took
 * @param first the runs of the first look; never empty
 * @param second those of the second look, if the first was not good; only these count then
 */
public record Look(Round round, Instant began, Duration took, List<Run> first, List<Run> second) {

    public Look {
        first = List.copyOf(first);
        second = List.copyOf(second);
        if (first.isEmpty()) {
            throw new IllegalArgumentException("a look that saw nothing");
        }
    }

    /** The runs that count. */
    public List<Run> confirmed() {
        return second.isEmpty() ? first : second;
    }

    /** What is to be believed. */
    public Verdict verdict() {
        return verdictOn(confirmed());
    }

    static Verdict verdictOn(List<Run> runs) {
        return Verdict.worst(runs.stream().map(Run::verdict).toList());
    }

    /** Whether the first look was not good and the second was. */
    public boolean passedBy() {
        return !second.isEmpty() && verdict().isHealthy();
    }

    /** The checks that are red, in the order of causes. */
    public List<CheckId> red() {
        LinkedHashSet<CheckId> red = new LinkedHashSet<>();
        confirmed()
                .forEach(run -> run.observations().stream()
                        .filter(seen -> seen.verdict().isUnhealthy())
                        .forEach(seen -> red.add(seen.check())));
        return List.copyOf(red);
    }

    /** The status with which a process ends that made this look alone. */
    public int exitStatus() {
        Verdict verdict = verdict();
        return verdict.isHealthy() ? 0 : verdict.isUnhealthy() ? 1 : 3;
    }
}
