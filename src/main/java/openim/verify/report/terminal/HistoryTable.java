package openim.verify.report.terminal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.history.Figure;
import openim.verify.history.Figure.Percentile;
import openim.verify.history.Gap;
import openim.verify.history.PastRun;
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
}
