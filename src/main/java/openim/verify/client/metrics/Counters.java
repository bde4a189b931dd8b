package openim.verify.client.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counters of some processes at one moment.
 *
 * @param byTarget the value of each counter, by the address of the process and by name; a process that did not answer is absent
 */
public record Counters(Map<String, Map<String, Double>> byTarget) {

    public Counters {
        byTarget = Map.copyOf(byTarget);
    }

    /**
     * Reads Prometheus' text format. Labels are passed over; values of one name are added up.
     */
    static Map<String, Double> parse(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && line.contains(" ")).forEach(line -> {
            String name = line.replaceAll("[{ ].*", "");
            String rest =
                    line.contains("}") ? line.substring(line.lastIndexOf('}') + 1) : line.substring(name.length());
            number(rest.strip().split(" ", 2)[0]).ifPresent(value -> values.merge(name, value, Double::sum));
        });
        return values;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * By how much a counter has risen since then, over all processes that both have. One that is lower now was started anew in
     * between: it counts from 0.
     */
    public long risen(String name, Counters since) {
        double risen = 0;
        for (var target : byTarget.entrySet()) {
            double now = target.getValue().getOrDefault(name, 0.0);
            double before = Optional.ofNullable(since.byTarget.get(target.getKey()))
                    .map(values -> values.getOrDefault(name, 0.0))
                    .orElse(0.0);
            risen += now < before ? now : now - before;
        }
        return Math.round(risen);
    }

    /** These and those. */
    public Counters and(Counters others) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>(byTarget);
        all.putAll(others.byTarget);
        return new Counters(all);
    }
}
