package openim.verify.history;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;

/**
 * One number that a run can be measured by: a percentile of the time that a step took.
 *
 * @param step what was timed
 * @param percentile which of its figures
 */
public record Figure(Step step, Percentile percentile) {

    /** Of how many of a hundred it is true that they were as fast. */
    public enum Percentile {
        P50(Latency::median),
        P95(Latency::p95),
        P99(Latency::p99);

        private final Function<Latency, Duration> reading;

        Percentile(Function<Latency, Duration> reading) {
            this.reading = reading;
        }

        /** The word for it: {@code p95}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** This figure of what was timed. */
        public Duration of(Latency latency) {
            return reading.apply(latency);
        }
    }

    /** The figures of a step, the steadiest first. */
    static List<Figure> of(Step step) {
        return Stream.of(Percentile.values())
                .map(percentile -> new Figure(step, percentile))
                .toList();
    }

    /** The name of it, as in the settings: {@code push-p95}. */
    public String word() {
        return step.word() + "-" + percentile.word();
    }

    /** What it was; empty if its step was not timed. */
    public Optional<Duration> in(Collection<Latency> latencies) {
        return latencies.stream()
                .filter(latency -> latency.step() == step)
                .findFirst()
                .map(percentile::of);
    }

    @Override
    public String toString() {
        return word();
    }
}
