package openim.verify.client;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.HdrHistogram.Histogram;

/**
 * How long the steps took that the drivers of one deployment took part in.
 *
 * <p>One for all drivers: a push is timed where its message arrives, from the moment at which another session sent it. What
 * never ends is not in here; whether it should have ended is the checks' business. Safe for all threads.
 */
public final class Latencies {

    /** An hour, to the microsecond, at two digits: whatever takes longer counts as an hour. */
    private static final long LONGEST = Duration.ofHours(1).toNanos() / 1000;

    private static final int DIGITS = 2;

    /** Messages that were never pushed are forgotten when so many younger ones wait. */
    private static final int MOST_UNDER_WAY = 20_000;

    private final Map<Step, Histogram> taken = new EnumMap<>(Step.class);

    private final Map<MessageId, Departure> underWay = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Departure> eldest) {
            return size() > MOST_UNDER_WAY;
        }
    };

    private volatile BiConsumer<Step, Duration> listener = (step, time) -> {};

    private record Departure(UserId sender, Instant at) {}

    /** Has somebody hear of each time as it is taken, in the thread that took it. */
    public void tell(BiConsumer<Step, Duration> eachTime) {
        listener = eachTime;
    }

    /** Notes that a step took so long. */
    public synchronized void took(Step step, Duration time) {
        listener.accept(step, time);
        long micros = Math.min(Math.max(time.toNanos() / 1000, 0), LONGEST);
        taken.computeIfAbsent(step, s -> new Histogram(LONGEST, DIGITS)).recordValue(micros);
    }

    /** Notes that a message is about to be sent, so that its push can be timed. */
    public synchronized void departs(MessageId message, UserId sender) {
        underWay.put(message, new Departure(sender, Instant.now()));
    }

    /** Notes that a message was pushed to somebody's session; only the first arrival at another than its sender counts. */
    public synchronized void arrives(MessageId message, UserId at, Instant when) {
        Departure departure = underWay.get(message);
        if (departure != null && !departure.sender().equals(at)) {
            underWay.remove(message);
            took(Step.PUSH, Duration.between(departure.at(), when));
        }
    }

    /** What was timed so far, in the order of the steps; a step that was never timed is left out. */
    public synchronized List<Latency> summaries() {
        return Stream.of(Step.values())
                .filter(taken::containsKey)
                .map(step -> summary(step, taken.getOrDefault(step, new Histogram(DIGITS))))
                .toList();
    }

    private static Latency summary(Step step, Histogram times) {
        return new Latency(
                step,
                times.getTotalCount(),
                at(times, 50),
                at(times, 90),
                at(times, 95),
                at(times, 99),
                at(times, 100));
    }

    private static Duration at(Histogram times, double percentile) {
        return Duration.ofNanos(times.getValueAtPercentile(percentile) * 1000);
    }
}
