package openim.verify.report.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.verdict.Latency;

/**
 * How long things took, as a picture: a lane for each step, from the median to the slowest, on a scale that grows by tens.
 *
 * @param lanes in the order of the steps
 */
public record Speeds(List<Lane> lanes) {

    /** What the scale ends with at the least, so that a run of a few milliseconds does not fill the page. */
    private static final Duration WIDEST_AT_LEAST = Duration.ofMillis(100);

    /** Of fewer, percentiles say no more than the slowest does. */
    private static final int ENOUGH = 20;

    /**
     * Places are percentages of the width.
     *
     * @param marks at 95 and 99 of a hundred; none where it was not timed often enough
     */
    public record Lane(String step, String median, List<String> marks, String length, String words) {}

    public static Speeds of(List<Latency> latencies) {
        Duration widest = Stream.concat(
                        Stream.of(WIDEST_AT_LEAST), latencies.stream().map(Latency::slowest))
                .max(Duration::compareTo)
                .orElse(WIDEST_AT_LEAST);
        return new Speeds(
                latencies.stream().map(latency -> lane(latency, widest)).toList());
    }

    private static Lane lane(Latency latency, Duration widest) {
        double from = place(latency.median(), widest);
        double to = place(latency.slowest(), widest);
        return new Lane(
                latency.step().word(),
                percent(from),
                latency.count() < ENOUGH
                        ? List.of()
                        : List.of(percent(place(latency.p95(), widest)), percent(place(latency.p99(), widest))),
                percent(Math.max(0.3, to - from)),
                words(latency));
    }

    /** One line for all: "acknowledge 5 ms, p95 9 ms, p99 12 ms, at most 31 ms (205 times); pull 3 ms, at most 4 ms (2 times)". */
    public static String line(List<Latency> latencies) {
        return latencies.stream()
                .map(latency -> latency.step().word() + " " + words(latency))
                .collect(Collectors.joining("; "));
    }

    private static String words(Latency latency) {
        String percentiles = latency.count() < ENOUGH
                ? ""
                : ", p90 " + shown(latency.p90()) + ", p95 " + shown(latency.p95()) + ", p99 " + shown(latency.p99());
        return shown(latency.median()) + percentiles + ", at most " + shown(latency.slowest()) + " (" + latency.count()
                + (latency.count() == 1 ? " time)" : " times)");
    }

    private static String shown(Duration time) {
        return time.toMillis() < 10
                ? String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1_000_000.0)
                : Wording.of(time);
    }

    private static double place(Duration time, Duration widest) {
        return 100 * Math.log1p(time.toNanos() / 1_000_000.0) / Math.log1p(widest.toNanos() / 1_000_000.0);
    }

    private static String percent(double of100) {
        return String.format(Locale.ROOT, "%.2f%%", of100);
    }
}
