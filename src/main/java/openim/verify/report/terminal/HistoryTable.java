package openim.verify.report.terminal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.history.Figure;
import openim.verify.history.Figure.Percentile;
import openim.verify.history.Gap;
import openim.verify.history.PastRun;
import openim.verify.history.PlaceComparison;
import openim.verify.history.PlaceComparison.Sight;
import openim.verify.history.PlaceComparison.Span;
import openim.verify.report.text.Wording;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency.Step;

/** The last runs for a person at a terminal of 80 columns: a line for each, and a sparkline for each step. */
public final class HistoryTable {

    private static final int WIDTH = 80;

    /** What fits beside a step and its ends. */
    private static final int SHOWN = 40;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String COLUMNS = "%-16s  %-7s  %-6s  %5s  %-12s  %s";

    private final Terminal terminal;

    public HistoryTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Prints it.
     *
     * @param newestFirst of one deployment; of several suites, the sparklines are of that of the newest
     */
    public void print(List<PastRun> newestFirst, List<Gap> gaps) {
        List<PastRun> runs = new ArrayList<>(newestFirst);
        Collections.reverse(runs);
        terminal.line(
                Ink.BOLD,
                String.format(Locale.ROOT, COLUMNS, "when (UTC)", "verdict", "run", "took", "push ms", "red"));
        terminal.line("-".repeat(WIDTH));
        runs.forEach(this::row);
        if (!newestFirst.isEmpty()) {
            terminal.line("");
            sparklines(newestFirst.get(0).suite(), runs);
        }
        gaps.forEach(gap -> Wording.wrap("gap of " + TIME.format(gap.at()) + ": " + gap.words(), WIDTH)
                .forEach(terminal::line));
    }

    private void row(PastRun run) {
        String red = run.red().stream().map(CheckId::value).collect(Collectors.joining(", "));
        String line = String.format(
                Locale.ROOT,
                COLUMNS,
                TIME.format(run.startedAt()),
                Wording.of(run.verdict()),
                run.suite() + (run.occasion().look() > 1 ? "*" : ""),
                run.took().toSeconds() + " s",
                push(run),
                Stream.of(
                                run.lost() == 0 ? "" : run.lost() + " lost",
                                red,
                                run.notes().isEmpty() ? "" : "(noted)")
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")));
        terminal.line(Ink.of(run.verdict()), Wording.cut(line, WIDTH));
    }

    private static String push(PastRun run) {
        return run.speed(Step.PUSH)
                .map(speed -> Stream.of(Percentile.values())
                        .map(percentile -> String.valueOf(percentile.of(speed).toMillis()))
                        .collect(Collectors.joining("/")))
                .orElse("-");
    }

    private void sparklines(String suite, List<PastRun> all) {
        List<PastRun> runs =
                all.stream().filter(run -> run.suite().equals(suite)).toList();
        terminal.line(suite + ", the newest on the right, p95 of each step:");
        for (Step step : Step.values()) {
            List<Optional<Duration>> times = runs.stream()
                    .map(run -> new Figure(step, Percentile.P95).in(run.speeds()))
                    .toList();
            List<Duration> known =
                    times.stream().flatMap(Optional::stream).sorted().toList();
            if (!known.isEmpty()) {
                String ends = Wording.of(known.get(0)) + " to " + Wording.of(known.get(known.size() - 1));
                List<Optional<Duration>> shown = times.subList(Math.max(0, times.size() - SHOWN), times.size());
                terminal.line(Wording.cut(
                        String.format(Locale.ROOT, "%-12s %s  %s", step.word(), Sparkline.of(shown), ends), WIDTH));
            }
        }
        long good = runs.stream().filter(PastRun::isGood).count();
        terminal.line(good + " of " + runs.size() + " healthy; * looked again after a look that was not good");
    }

    /** Times as a row of bars, one character each: {@code ▁▂▁▇}; a blank where there was none. */
    static final class Sparkline {

        private static final String BARS = "▁▂▃▄▅▆▇█";

        private Sparkline() {}

        /** On a scale from nothing to the longest, so that a small change of steady times looks small. */
        static String of(List<Optional<Duration>> times) {
            long longest = times.stream()
                    .flatMap(Optional::stream)
                    .mapToLong(Duration::toNanos)
                    .max()
                    .orElse(0);
            return times.stream()
                    .map(time -> time.map(t -> bar(t.toNanos(), Math.max(longest, 1)))
                            .orElse(" "))
                    .collect(Collectors.joining());
        }

        private static String bar(long time, long longest) {
            int height = (int) Math.round((BARS.length() - 1) * (double) time / longest);
            return BARS.substring(height, height + 1);
        }
    }

    /** What several places saw, side by side, for a person at a terminal: a line for each span of time, and where they disagree. */
    public static final class PlacesTable {

        private static final int WIDTH = 80;
        private static final int NARROWEST = 7;

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

        private final Terminal terminal;

        public PlacesTable(Terminal terminal) {
            this.terminal = terminal;
        }

        /** Prints it. */
        public void print(PlaceComparison seen) {
            List<String> places = List.copyOf(seen.spans().get(0).sights().keySet());
            terminal.line(
                    Ink.BOLD,
                    String.format(Locale.ROOT, "%-16s", "from (UTC)")
                            + places.stream()
                                    .map(place -> "  " + padded(place, place))
                                    .collect(Collectors.joining()));
            terminal.line("-".repeat(WIDTH));
            seen.spans().forEach(this::row);
            terminal.line("");
            long disputed = seen.spans().stream().filter(Span::isDisputed).count();
            terminal.line("each line is " + each(seen.each()) + "; " + (disputed == 0 ? "nowhere" : "in " + disputed)
                    + (disputed == 0
                            ? " do places disagree"
                            : " of " + seen.spans().size() + " places disagree")
                    + "; - nobody looked from there");
        }

        private void row(Span span) {
            StringBuilder line = new StringBuilder(TIME.format(span.from()));
            span.sights().forEach((place, sight) -> line.append("  ").append(padded(word(sight), place)));
            String sentence = sentence(span);
            Ink ink = ink(span);
            if (line.length() + 2 + sentence.length() <= WIDTH) {
                terminal.line(ink, (line + "  " + sentence).stripTrailing());
            } else {
                terminal.line(ink, line.toString().stripTrailing());
                Wording.wrap(sentence, WIDTH - 4).forEach(words -> terminal.line(ink, "    " + words));
            }
        }

        private static String padded(String text, String place) {
            return String.format(Locale.ROOT, "%-" + Math.max(NARROWEST, place.length()) + "s", text);
        }

        private static String word(Sight sight) {
            return switch (sight) {
                case GREEN -> "ok";
                case RED -> "RED";
                case UNKNOWN -> "unknown";
                case NONE -> "-";
            };
        }

        private static Ink ink(Span span) {
            return !span.saw(Sight.RED).isEmpty()
                    ? (span.isDisputed() ? Ink.YELLOW : Ink.RED)
                    : span.saw(Sight.UNKNOWN).isEmpty() ? Ink.GREEN : Ink.YELLOW;
        }

        /** What a span comes to; empty where each that looked saw it green. */
        static String sentence(Span span) {
            List<String> reds = span.saw(Sight.RED);
            List<String> unknown = span.saw(Sight.UNKNOWN);
            if (reds.isEmpty()) {
                return unknown.isEmpty() ? "" : "cannot be said from " + Wording.list(unknown);
            }
            List<String> greens = span.saw(Sight.GREEN);
            List<String> silent = span.saw(Sight.NONE);
            if (reds.size() == span.sights().size()) {
                return "red everywhere" + checks(span.red());
            }
            return "red from " + Wording.list(reds)
                    + (greens.isEmpty() ? "" : " only, green from " + Wording.list(greens))
                    + (unknown.isEmpty() ? "" : ", cannot be said from " + Wording.list(unknown))
                    + (greens.isEmpty() && !silent.isEmpty() ? ", nobody looked from " + Wording.list(silent) : "")
                    + checks(span.red());
        }

        private static String checks(Map<String, Set<CheckId>> red) {
            String all = red.values().stream()
                    .flatMap(Set::stream)
                    .map(CheckId::value)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return all.isEmpty() ? "" : " (" + all + ")";
        }

        private static String each(Duration time) {
            long hours = time.toHours();
            return hours == 0
                    ? time.toMinutes() + " min"
                    : hours == 1 ? "an hour" : hours == 24 ? "a day" : hours + " hours";
        }
    }
}
