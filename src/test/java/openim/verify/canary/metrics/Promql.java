package openim.verify.canary.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small reading of PromQL: all of it that our rules and our dashboard use is parsed, and nothing else is let pass; what looks at one
 * moment can be evaluated. Tried against promtool by hand.
 */
final class Promql {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<number>[0-9]+(?:\\.[0-9]+)?)"
                    + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")|(?<range>\\[(?:[0-9]+[smhd]|\\$__[a-z_]+)])"
                    + "|(?<sign>==|!=|>=|<=|=~|!~|[-+*/(){},=<>]))");

    private static final Set<String> AGGREGATES = Set.of("sum", "max", "min", "count");
    private static final Set<String> OF_RANGES = Set.of("rate", "increase", "max_over_time", "changes");
    private static final Set<String> SETS = Set.of("and", "unless");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");

    /** A sample; its name is the label {@code __name__}. */
    record Sample(Map<String, String> labels, double value) {

        Sample {
            labels = Map.copyOf(labels);
        }

        static Sample of(double value, String name, String... labels) {
            Map<String, String> all = new HashMap<>(Map.of("__name__", name));
            for (int at = 0; at < labels.length; at += 2) {
                if (!labels[at + 1].isEmpty()) {
                    all.put(labels[at], labels[at + 1]);
                }
            }
            return new Sample(all, value);
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }

        private Sample nameless(double changed) {
            Map<String, String> rest = new HashMap<>(labels);
            rest.remove("__name__");
            return new Sample(rest, changed);
        }

        private Map<String, String> only(List<String> names) {
            Map<String, String> some = new TreeMap<>();
            names.stream().filter(labels::containsKey).forEach(name -> some.put(name, label(name)));
            return some;
        }

        private Map<String, String> key(Optional<List<String>> on) {
            return on.map(this::only).orElseGet(() -> new TreeMap<>(nameless(0).labels()));
        }
    }

    /** What there is at a moment. */
    record Moment(double time, List<Sample> samples) {}

    /** What an expression comes to: a number, or samples. */
    private record Value(Optional<Double> number, List<Sample> samples) {

        static Value of(double number) {
            return new Value(Optional.of(number), List.of());
        }

        static Value of(List<Sample> samples) {
            return new Value(Optional.empty(), samples);
        }
    }

    private interface Expression {
        Value at(Moment moment);
    }

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Promql(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("cannot be read from '" + text.substring(end) + "'");
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
    }

    /**
     * Parses it.
     *
     * @throws IllegalArgumentException if it is none that is known here
     */
    static void parse(String text) {
        whole(text);
    }

    /** The samples that it comes to. */
    static List<Sample> evaluate(String text, Moment moment) {
        return whole(text).at(moment).samples();
    }

    private static Expression whole(String text) {
        Promql parser = new Promql(text);
        Expression all = parser.binary(0);
        if (parser.next < parser.tokens.size()) {
            throw new IllegalArgumentException("nobody expects '" + parser.tokens.get(parser.next) + "' in " + text);
        }
        return all;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next >= tokens.size()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return tokens.get(next++);
    }

    private void take(String wanted) {
        String found = take();
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("'" + wanted + "' is expected, and not '" + found + "'");
        }
    }

    /** From the loosest to the tightest: sets, comparisons, sums, products. */
    private static int level(String operator) {
        return SETS.contains(operator)
                ? 1
                : COMPARISONS.contains(operator)
                        ? 2
                        : Set.of("+", "-").contains(operator)
                                ? 3
                                : Set.of("*", "/").contains(operator) ? 4 : 0;
    }

    private Expression binary(int least) {
        Expression left = unary();
        while (level(peek()) > least) {
            String operator = take();
            Optional<List<String>> on = Optional.empty();
            if (peek().equals("on")) {
                take();
                on = Optional.of(names());
            }
            Expression right = binary(level(operator));
            left = joined(left, operator, on, right);
        }
        return left;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        take("(");
        while (!peek().equals(")")) {
            names.add(take());
            if (!peek().equals(")")) {
                take(",");
            }
        }
        take(")");
        return names;
    }

    private Expression unary() {
        String first = take();
        if (first.equals("(")) {
            Expression inner = binary(0);
            take(")");
            return inner;
        }
        if (Character.isDigit(first.charAt(0))) {
            double number = Double.parseDouble(first);
            return moment -> Value.of(number);
        }
        if (first.equals("-")) {
            double number = -Double.parseDouble(take());
            return moment -> Value.of(number);
        }
        if (AGGREGATES.contains(first)) {
            return aggregate(first);
        }
        if (peek().equals("(")) {
            return called(first);
        }
        if (!first.matches("[a-zA-Z_:].*")) {
            throw new IllegalArgumentException("nobody expects '" + first + "'");
        }
        return selector(first);
    }

    private Expression aggregate(String how) {
        List<String> by = List.of();
        if (peek().equals("by")) {
            take();
            by = names();
        }
        take("(");
        Expression inner = binary(0);
        take(")");
        if (peek().equals("by")) {
            take();
            by = names();
        }
        List<String> labels = by;
        return moment -> {
            Map<Map<String, String>, List<Double>> groups = new LinkedHashMap<>();
            inner.at(moment)
                    .samples()
                    .forEach(sample -> groups.computeIfAbsent(sample.only(labels), key -> new ArrayList<>())
                            .add(sample.value()));
            return Value.of(groups.entrySet().stream()
                    .map(group -> new Sample(group.getKey(), aggregated(how, group.getValue())))
                    .toList());
        };
    }

    private static double aggregated(String how, List<Double> values) {
        var all = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return switch (how) {
            case "sum" -> all.getSum();
            case "max" -> all.getMax();
            case "min" -> all.getMin();
            default -> all.getCount();
        };
    }

    private Expression called(String function) {
        take("(");
        List<Expression> arguments = new ArrayList<>();
        while (!peek().equals(")")) {
            arguments.add(binary(0));
            if (!peek().equals(")")) {
                take(",");
            }
        }
        take(")");
        if (function.equals("time") && arguments.isEmpty()) {
            return moment -> Value.of(moment.time());
        }
        boolean known = (OF_RANGES.contains(function) || function.equals("absent")) && arguments.size() == 1
                || function.equals("histogram_quantile") && arguments.size() == 2;
        if (!known) {
            throw new IllegalArgumentException(
                    "no such function is known here: " + function + " of " + arguments.size());
        }
        return moment -> {
            throw new UnsupportedOperationException(function + " looks at more than a moment");
        };
    }

    private record Match(String label, String how, String wanted) {

        boolean holds(Sample sample) {
            String value = sample.label(label);
            return switch (how) {
                case "=" -> value.equals(wanted);
                case "!=" -> !value.equals(wanted);
                case "=~" -> value.matches(wanted);
                default -> !value.matches(wanted);
            };
        }
    }

    private Expression selector(String name) {
        List<Match> matches = new ArrayList<>(List.of(new Match("__name__", "=", name)));
        if (peek().equals("{")) {
            take();
            while (!peek().equals("}")) {
                String label = take();
                String how = take();
                String wanted = take();
                if (!Set.of("=", "!=", "=~", "!~").contains(how) || !wanted.startsWith("\"")) {
                    throw new IllegalArgumentException("no matcher: " + label + how + wanted);
                }
                matches.add(new Match(label, how, wanted.substring(1, wanted.length() - 1)));
                if (!peek().equals("}")) {
                    take(",");
                }
            }
            take("}");
        }
        if (peek().startsWith("[")) {
            take();
        }
        return moment -> Value.of(moment.samples().stream()
                .filter(sample -> matches.stream().allMatch(match -> match.holds(sample)))
                .toList());
    }

    private static Expression joined(Expression left, String operator, Optional<List<String>> on, Expression right) {
        return moment -> {
            Value one = left.at(moment);
            Value other = right.at(moment);
            return SETS.contains(operator)
                    ? Value.of(set(one.samples(), operator.equals("and"), on, other.samples()))
                    : COMPARISONS.contains(operator)
                            ? compared(one, operator, on, other)
                            : counted(one, operator, on, other);
        };
    }

    private static List<Sample> set(List<Sample> left, boolean both, Optional<List<String>> on, List<Sample> right) {
        List<Map<String, String>> keys =
                right.stream().map(sample -> sample.key(on)).toList();
        return left.stream()
                .filter(sample -> keys.contains(sample.key(on)) == both)
                .toList();
    }

    private static Value compared(Value one, String operator, Optional<List<String>> on, Value other) {
        if (other.number().isPresent() && one.number().isEmpty()) {
            double limit = other.number().get();
            return Value.of(one.samples().stream()
                    .filter(sample -> holds(sample.value(), operator, limit))
                    .toList());
        }
        requireVectors(one, other);
        return Value.of(one.samples().stream()
                .flatMap(sample -> partner(sample, on, one.samples(), other.samples())
                        .filter(match -> holds(sample.value(), operator, match.value()))
                        .map(match -> on.isPresent() ? new Sample(sample.key(on), sample.value()) : sample)
                        .stream())
                .toList());
    }

    private static boolean holds(double one, String operator, double other) {
        return switch (operator) {
            case "==" -> one == other;
            case "!=" -> one != other;
            case ">" -> one > other;
            case "<" -> one < other;
            case ">=" -> one >= other;
            default -> one <= other;
        };
    }

    private static Value counted(Value one, String operator, Optional<List<String>> on, Value other) {
        DoubleBinaryOperator how = switch (operator) {
            case "+" -> (a, b) -> a + b;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            default -> (a, b) -> a / b;
        };
        if (one.number().isPresent() && other.number().isPresent()) {
            return Value.of(how.applyAsDouble(one.number().get(), other.number().get()));
        }
        if (other.number().isPresent()) {
            double number = other.number().get();
            return Value.of(one.samples().stream()
                    .map(sample -> sample.nameless(how.applyAsDouble(sample.value(), number)))
                    .toList());
        }
        if (one.number().isPresent()) {
            double number = one.number().get();
            return Value.of(other.samples().stream()
                    .map(sample -> sample.nameless(how.applyAsDouble(number, sample.value())))
                    .toList());
        }
        return Value.of(one.samples().stream()
                .flatMap(sample -> partner(sample, on, one.samples(), other.samples())
                        .map(match -> new Sample(sample.key(on), how.applyAsDouble(sample.value(), match.value())))
                        .stream())
                .toList());
    }

    private static void requireVectors(Value... values) {
        if (Arrays.stream(values).anyMatch(value -> value.number().isPresent())) {
            throw new IllegalArgumentException("two numbers are compared");
        }
    }

    /** One to one: two on either side that match the same are a fault of the rule. */
    private static Optional<Sample> partner(
            Sample sample, Optional<List<String>> on, List<Sample> left, List<Sample> right) {
        List<Sample> partners = right.stream()
                .filter(other -> other.key(on).equals(sample.key(on)))
                .toList();
        long alike = left.stream()
                .filter(other -> other.key(on).equals(sample.key(on)))
                .count();
        if (partners.size() > 1 || !partners.isEmpty() && alike > 1) {
            throw new IllegalArgumentException("many match many: " + sample.key(on));
        }
        return partners.stream().findFirst();
    }
}
