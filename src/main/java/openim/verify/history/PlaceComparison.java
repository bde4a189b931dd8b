package openim.verify.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/**
 * What several places saw of one deployment, by spans of time: whether what is red is red everywhere, or from one of them only. Pure.
 *
 * @param each how long a span is: as long as the place that looks least often needs to look once
 * @param spans those in which anybody looked, the oldest first
 */
public record PlaceComparison(Duration each, List<Span> spans) {

    /** What people take time apart by. */
    private static final List<Duration> USUAL = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1));

    public PlaceComparison {
        spans = List.copyOf(spans);
    }

    /** What a place saw in a span. */
    public enum Sight {
        /** Each of its runs was good. */
        GREEN,
        /** One at least was confirmed to be red. */
        RED,
        /** None was red, and of one at least it cannot be said. */
        UNKNOWN,
        /** It did not look. */
        NONE
    }

    /**
     * A span of time.
     *
     * @param from when it begins
     * @param sights what each place saw, in the order of the places
     * @param red the red checks of those that saw any, by place
     */
    public record Span(Instant from, Map<String, Sight> sights, Map<String, Set<CheckId>> red) {

        public Span {
            // Their order is that of the places.
            sights = Collections.unmodifiableMap(new LinkedHashMap<>(sights));
            red = Collections.unmodifiableMap(new LinkedHashMap<>(red));
        }

        /** The places that saw it so. */
        public List<String> saw(Sight sight) {
            return sights.entrySet().stream()
                    .filter(seen -> seen.getValue() == sight)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Whether it was red from one place and green from another. */
        public boolean isDisputed() {
            return !saw(Sight.RED).isEmpty() && !saw(Sight.GREEN).isEmpty();
        }
    }

    /**
     * Puts them side by side.
     *
     * @param places at least one; of the same name is none twice
     * @param most how many of the last spans are kept
     */
    public static PlaceComparison of(List<Place> places, int most) {
        Map<String, List<PastRun>> seen = new LinkedHashMap<>();
        places.forEach(place -> seen.put(place.name(), place.confirmed()));
        Duration each = span(seen.values().stream()
                .map(PlaceComparison::between)
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
        List<Long> numbers = seen.values().stream()
                .flatMap(List::stream)
                .map(run -> number(run, each))
                .distinct()
                .sorted()
                .toList();
        List<Span> spans = new ArrayList<>();
        numbers.subList(Math.max(0, numbers.size() - most), numbers.size())
                .forEach(number -> spans.add(span(number, each, seen)));
        return new PlaceComparison(each, spans);
    }

    /** From one run of the suite that is run most often to the next, mostly; empty where none was run twice. */
    private static Optional<Duration> between(List<PastRun> runs) {
        return runs.stream().collect(Collectors.groupingBy(PastRun::suite)).values().stream()
                .filter(ofOne -> ofOne.size() > 1)
                .map(PlaceComparison::median)
                .min(Duration::compareTo);
    }

    private static Duration median(List<PastRun> runs) {
        long[] gaps = IntStream.range(1, runs.size())
                .mapToLong(at -> Duration.between(
                                runs.get(at - 1).startedAt(), runs.get(at).startedAt())
                        .toMillis())
                .sorted()
                .toArray();
        return Duration.ofMillis(gaps[gaps.length / 2]);
    }

    private static Duration span(Duration between) {
        return USUAL.stream()
                .filter(usual -> usual.compareTo(between) >= 0)
                .findFirst()
                .orElse(USUAL.get(USUAL.size() - 1));
    }

    private static long number(PastRun run, Duration each) {
        return Math.floorDiv(run.startedAt().toEpochMilli(), each.toMillis());
    }

    private static Span span(long number, Duration each, Map<String, List<PastRun>> seen) {
        Map<String, Sight> sights = new LinkedHashMap<>();
        Map<String, Set<CheckId>> red = new LinkedHashMap<>();
        seen.forEach((place, runs) -> {
            List<PastRun> within =
                    runs.stream().filter(run -> number(run, each) == number).toList();
            sights.put(place, sight(within));
            Set<CheckId> checks = within.stream()
                    .filter(run -> run.verdict().isUnhealthy())
                    .flatMap(run -> run.red().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!checks.isEmpty()) {
                red.put(place, checks);
            }
        });
        return new Span(Instant.ofEpochMilli(number * each.toMillis()), sights, red);
    }

    private static Sight sight(List<PastRun> runs) {
        if (runs.isEmpty()) {
            return Sight.NONE;
        }
        Verdict worst = Verdict.worst(runs.stream().map(PastRun::verdict).toList());
        return worst.isHealthy() ? Sight.GREEN : worst.isUnhealthy() ? Sight.RED : Sight.UNKNOWN;
    }
}
