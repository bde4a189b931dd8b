package openim.verify.canary.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A linter of Prometheus' text format, as strict as {@code promtool check metrics}; what it finds wrong is a list of sentences. */
final class Exposition {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)})? (NaN|[+-]Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)( -?\\d+)?");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> samples = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, List<Double>> buckets = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private Exposition() {}

    static Exposition of(String text) {
        Exposition exposition = new Exposition();
        if (!text.endsWith("\n")) {
            exposition.wrong.add("the last line has no end");
        }
        text.lines().forEach(exposition::line);
        exposition.whole();
        return exposition;
    }

    /** What a linter complains of. */
    List<String> wrong() {
        return wrong;
    }

    /** The names of all samples. */
    Set<String> names() {
        return names;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (comment.matches()) {
            comment(comment.group(1), comment.group(2), comment.group(3));
        } else if (sample.matches()) {
            sample(sample.group(1), sample.group(3) == null ? "" : sample.group(3), sample.group(4));
        } else {
            wrong.add("no line of this format: " + line);
        }
    }

    private void comment(String what, String name, String rest) {
        if (what.equals("HELP")) {
            if (!helped.add(name)) {
                wrong.add("a second HELP of " + name);
            }
        } else if (!TYPES.contains(rest)) {
            wrong.add(name + " is of no type: " + rest);
        } else if (types.put(name, rest) != null) {
            wrong.add("a second TYPE of " + name);
        }
    }

    private void sample(String name, String labels, String value) {
        names.add(name);
        String family = family(name);
        String type = types.getOrDefault(family, "");
        if (type.isEmpty() || !helped.contains(family)) {
            wrong.add(name + " comes without TYPE and HELP before it");
        }
        if (!LABEL.matcher(labels).replaceAll("").isEmpty()) {
            wrong.add("labels that cannot be read: " + labels);
        }
        if (!samples.add(name + "{" + labels + "}")) {
            wrong.add(name + "{" + labels + "} comes twice");
        }
        if (type.equals("counter") && (!name.endsWith("_total") || Double.parseDouble(value) < 0)) {
            wrong.add(name + " is no counter's name or value");
        }
        if (type.equals("gauge") && name.endsWith("_total")) {
            wrong.add(name + " is a gauge with the name of a counter");
        }
        if (name.matches(".*(_milliseconds|_ms|_minutes|_hours|_kilobytes).*")) {
            wrong.add(name + " is not in a base unit");
        }
        if (name.endsWith("_bucket")) {
            bucket(name, labels, value);
        }
    }

    private String family(String name) {
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(family -> "histogram".equals(types.get(family)))
                .findFirst()
                .orElse(name);
    }

    private void bucket(String name, String labels, String value) {
        Matcher label = LABEL.matcher(labels);
        StringBuilder series = new StringBuilder(name);
        String le = "";
        while (label.find()) {
            if (label.group(1).equals("le")) {
                le = label.group(2);
            } else {
                series.append(label.group());
            }
        }
        List<Double> counts = buckets.computeIfAbsent(series.toString(), s -> new ArrayList<>());
        double count = Double.parseDouble(value);
        if (!counts.isEmpty() && counts.get(counts.size() - 1) > count) {
            wrong.add(series + " has buckets that do not grow");
        }
        counts.add(le.equals("+Inf") ? Double.POSITIVE_INFINITY : count);
    }

    private void whole() {
        buckets.forEach((series, counts) -> {
            if (!Double.isInfinite(counts.get(counts.size() - 1))) {
                wrong.add(series + " lacks the bucket +Inf");
            }
        });
        types.keySet().stream()
                .filter(name ->
                        names.stream().noneMatch(sample -> family(sample).equals(name)))
                .forEach(name -> wrong.add(name + " has no sample"));
    }
}
