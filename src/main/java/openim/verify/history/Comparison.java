package openim.verify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.suite.Suites;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * A run's figures beside what they usually are, and beside the limits that are set.
 *
 * <p>Slower than usual is a note and never a fault: nobody promised a pace. Only a limit makes a promise of it.
 *
 * @param slower what is slower than usual, in sentences; at most one for each step
 * @param warned what is over a limit's warning and not over its critical value, in sentences
 * @param broken what is over a critical value, in sentences
 * @param unseen the limits whose figure was not timed in this run
 */
public record Comparison(List<String> slower, List<String> warned, List<String> broken, List<Limit> unseen) {

    public Comparison {
        slower = List.copyOf(slower);
        warned = List.copyOf(warned);
        broken = List.copyOf(broken);
        unseen = List.copyOf(unseen);
    }

    /**
     * Compares.
     *
     * @param now the run's figures
     * @param past earlier runs of the same suite against the same deployment, the newest first; only good ones count
     */
    public static Comparison of(Collection<Latency> now, List<PastRun> past, Collection<Limit> limits) {
        List<PastRun> good =
                past.stream().filter(PastRun::isGood).limit(Baseline.MOST).toList();
        List<String> slower = Stream.of(Step.values())
                .flatMap(step -> slowest(step, now, good).stream())
                .toList();
        List<String> warned = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<Limit> unseen = new ArrayList<>();
        for (Limit limit : limits) {
            Optional<Duration> time = limit.figure().in(now);
            if (time.isEmpty()) {
                unseen.add(limit);
            } else if (time.get().compareTo(limit.critical()) > 0) {
                broken.add(over(limit, time.get(), limit.critical(), "the limit"));
            } else if (time.get().compareTo(limit.warn()) > 0) {
                warned.add(over(limit, time.get(), limit.warn(), "the warning limit"));
            }
        }
        return new Comparison(slower, warned, broken, unseen);
    }

    /** The first of a step's figures that is slower: if the median is, so are the others, and it says most. */
    private static Optional<String> slowest(Step step, Collection<Latency> now, List<PastRun> good) {
        return Figure.of(step).stream()
                .flatMap(figure -> slower(figure, now, good).stream())
                .findFirst();
    }

    private static Optional<String> slower(Figure figure, Collection<Latency> now, List<PastRun> good) {
        List<Duration> past =
                good.stream().flatMap(run -> figure.in(run.speeds()).stream()).toList();
        return figure.in(now)
                .flatMap(time -> Baseline.of(past)
                        .filter(usual -> usual.isSlower(time))
                        .map(usual -> "slower than usual: " + figure + " " + millis(time) + ", usually "
                                + millis(usual.median()) + " (" + usual.runs() + " good runs, up to "
                                + millis(usual.median().plus(usual.tolerance())) + " is usual)"));
    }

    private static String over(Limit limit, Duration time, Duration bound, String what) {
        return limit.figure() + " " + millis(time) + " is over " + what + " of " + millis(bound);
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }

    /** What a run is to be told to have seen of the limits that are set. */
    public Observation ofLimits(Instant at) {
        List<Evidence> evidence =
                broken.stream().map(words -> Evidence.of(Evidence.SEEN, words)).toList();
        return new Observation(Suites.LIMITS, verdict(), List.of(), at, Duration.ZERO, evidence);
    }

    private Verdict verdict() {
        if (!broken.isEmpty()) {
            return new Verdict.Unhealthy(String.join("; ", broken));
        }
        if (!unseen.isEmpty()) {
            return new Verdict.NotProven(
                    unseen.stream().map(limit -> limit.figure().word()).collect(Collectors.joining(", "))
                            + " has a limit, and was not timed in this run");
        }
        return new Verdict.Healthy("every time is within its limit");
    }
}
