package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param givenUp why the second look saw nothing, if it was begun and did not come to its end: what the first one saw is then
 *     neither confirmed nor refuted
 */
public record CanaryRound(
        Round round, Instant began, Duration took, List<Run> first, List<Run> second, Optional<String> givenUp) {

    public CanaryRound {
        first = List.copyOf(first);
        second = List.copyOf(second);
        if (first.isEmpty()) {
            throw new IllegalArgumentException("a look that saw nothing");
        }
    }

    /** One whose first look was good. */
    static CanaryRound good(Round round, Instant began, Duration took, List<Run> first) {
        return new CanaryRound(round, began, took, first, List.of(), Optional.empty());
    }

    /** One that was looked at again. */
    static CanaryRound twice(Round round, Instant began, Duration took, List<Run> first, List<Run> second) {
        return new CanaryRound(round, began, took, first, second, Optional.empty());
    }

    /** One whose second look saw nothing. */
    static CanaryRound givenUp(Round round, Instant began, Duration took, List<Run> first, String why) {
        return new CanaryRound(round, began, took, first, List.of(), Optional.of(why));
    }

    /** Whether its second look did not come to its end. */
    public boolean isGivenUp() {
        return givenUp.isPresent();
    }

    /** The runs that count; none where nothing was confirmed. */
    public List<Run> confirmed() {
        return isGivenUp() ? List.of() : second.isEmpty() ? first : second;
    }

    /** What is to be believed. */
    public Verdict verdict() {
        return givenUp.<Verdict>map(why -> new Verdict.Undetermined("the first look was "
                        + verdictOn(first).word() + " (" + verdictOn(first).summary()
                        + "), and a second one did not come to its end: " + why))
                .orElseGet(() -> verdictOn(confirmed()));
    }

    /** Why it is to be believed, and what to do next where that is known. */
    public String sentence() {
        return verdict().summary()
                + confirmed().stream()
                        .filter(run -> run.verdict().isUnhealthy())
                        .flatMap(run -> run.explanation().next().stream())
                        .limit(1)
                        .map(next -> "; next: " + next.brief())
                        .collect(Collectors.joining());
    }

    static Verdict verdictOn(List<Run> runs) {
        return Verdict.worst(runs.stream().map(Run::verdict).toList());
    }

    /** Whether the first look was not good and the second was. */
    public boolean passedBy() {
        return !second.isEmpty() && verdict().isHealthy();
    }

    /** The checks that are red, in the order of causes; where nothing was confirmed, those that the first look saw red. */
    public List<CheckId> red() {
        LinkedHashSet<CheckId> red = new LinkedHashSet<>();
        (isGivenUp() ? first : confirmed())
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
