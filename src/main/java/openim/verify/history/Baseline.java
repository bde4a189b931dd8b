package openim.verify.history;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a figure usually is, by the last good runs.
 *
 * <p>The median and the median of the distances from it (MAD), because one bad night moves neither. A figure is unusual only
 * if it is farther from the median than the runs are from each other <em>and</em> than a person would care about.
 *
 * @param median the middle one
 * @param tolerance how much slower is still usual
 * @param runs how many were compared
 */
public record Baseline(Duration median, Duration tolerance, int runs) {

    /** Fewer say nothing about what is usual. */
    public static final int FEWEST = 5;

    /** More would remember a deployment that is no more: after an upgrade the new pace is the usual one within a fortnight. */
    public static final int MOST = 20;

    /** A MAD is two thirds of a standard deviation where times are spread normally around their middle. */
    private static final double DEVIATION = 1.4826;

    /** One in many thousands is so far out by chance, and there are eighteen figures to each run. */
    private static final double DEVIATIONS = 5;

    /** Half as long again is nothing that anybody feels. */
    private static final double SHARE = 0.5;

    /** Nor is this, whatever its share. */
    private static final Duration UNFELT = Duration.ofMillis(50);

    /**
     * The usual of these.
     *
     * @param past the figure in good runs
     * @return empty if there are too few
     */
    public static Optional<Baseline> of(Collection<Duration> past) {
        if (past.size() < FEWEST) {
            return Optional.empty();
        }
        Duration median = median(past);
        Duration spread =
                median(past.stream().map(time -> time.minus(median).abs()).toList());
        Duration tolerance = longest(times(spread, DEVIATION * DEVIATIONS), times(median, SHARE), UNFELT);
        return Optional.of(new Baseline(median, tolerance, past.size()));
    }

    /** Whether this is slower than usual. What is faster than usual is nothing to be told at night. */
    public boolean isSlower(Duration now) {
        return now.compareTo(median.plus(tolerance)) > 0;
    }

    private static Duration median(Collection<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofNanos(Math.round(time.toNanos() * factor));
    }

    private static Duration longest(Duration... times) {
        return List.of(times).stream().max(Duration::compareTo).orElseThrow();
    }
}
