package openim.verify.report;

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
import openim.verify.history.PastRun;
import openim.verify.report.text.Wording;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency.Step;

/**
 * The last runs of a suite, as pictures: a mark for each verdict, and for each step its p50, p95 and p99 from run to run.
 *
 * @param marks one for each run, the oldest first
 * @param charts one for each step that was ever timed
 * @param words what is to be said of the history itself: that something is missing
 */
public record Trend(List<Mark> marks, List<Chart> charts, List<String> words) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The pictures are stretched to the width of the page; these are the units inside. */
    private static final int WIDTH = 300;

    private static final int HEIGHT = 60;

    /** A picture of a steady hour of single milliseconds shows a flat line, not noise. */
    private static final Duration HIGHEST_AT_LEAST = Duration.ofMillis(20);

    /** One run: {@code sentence} says in words what the colour shows. */
    record Mark(Tone tone, String sentence) {}

    /**
     * A step from run to run.
     *
     * @param step its word
     * @param lines p50, p95 and p99
     * @param scale what the top of the picture stands for
     * @param sentence the same in words
     */
    record Chart(String step, List<Line> lines, String scale, String sentence) {}

    /**
     * @param name {@code p50}
     * @param points as SVG has them; several pieces where runs between did not time it
     * @param last the newest value
     */
    record Line(String name, List<String> points, String last) {}

    public Trend {
        marks = List.copyOf(marks);
        charts = List.copyOf(charts);
        words = List.copyOf(words);
    }

    /** Nothing to compare with. */
    public static Trend none() {
        return new Trend(List.of(), List.of(), List.of());
    }

    /**
     * Of these runs.
     *
     * @param newestFirst redacted
     */
    public static Trend of(List<PastRun> newestFirst, List<String> words) {
        List<PastRun> runs = new ArrayList<>(newestFirst);
        Collections.reverse(runs);
        return new Trend(
                runs.stream().map(Trend::mark).toList(),
                Stream.of(Step.values())
                        .filter(step ->
                                runs.stream().anyMatch(run -> run.speed(step).isPresent()))
                        .map(step -> chart(step, runs))
                        .toList(),
                words);
    }

    private static Mark mark(PastRun run) {
        String red = run.red().stream().map(CheckId::value).collect(Collectors.joining(", "));
        return new Mark(
                Tone.of(run.verdict()),
                TIME.format(run.startedAt()) + " " + run.verdict().word()
                        + (run.occasion().look() > 1 ? ", looked at again" : "")
                        + (red.isEmpty() ? "" : ": " + red)
                        + (run.lost() == 0 ? "" : ", " + run.lost() + " messages lost"));
    }

    private static Chart chart(Step step, List<PastRun> runs) {
        Duration highest = runs.stream()
                .flatMap(run -> run.speed(step).stream())
                .map(Percentile.P99::of)
                .max(Duration::compareTo)
                .filter(time -> time.compareTo(HIGHEST_AT_LEAST) > 0)
                .orElse(HIGHEST_AT_LEAST);
        List<Line> lines = Stream.of(Percentile.values())
                .map(percentile -> line(new Figure(step, percentile), runs, highest))
                .toList();
        return new Chart(
                step.word(),
                lines,
                Wording.of(highest),
                step.word() + " in " + runs.size() + " runs: "
                        + lines.stream()
                                .map(line -> line.name() + " now " + line.last())
                                .collect(Collectors.joining(", "))
                        + "; at most " + Wording.of(highest));
    }

    private static Line line(Figure figure, List<PastRun> runs, Duration highest) {
        List<Optional<Duration>> times =
                runs.stream().map(run -> figure.in(run.speeds())).toList();
        List<String> pieces = new ArrayList<>();
        List<String> piece = new ArrayList<>();
        for (int i = 0; i <= times.size(); i++) {
            Optional<Duration> time = i < times.size() ? times.get(i) : Optional.empty();
            int place = i;
            time.ifPresent(t -> piece.add(point(place, times.size(), t, highest)));
            if (time.isEmpty() && !piece.isEmpty()) {
                // A line needs two ends; of one run alone it is a dot.
                pieces.add(piece.size() == 1 ? piece.get(0) + " " + piece.get(0) : String.join(" ", piece));
                piece.clear();
            }
        }
        String last = times.isEmpty()
                ? "-"
                : times.get(times.size() - 1).map(Wording::of).orElse("-");
        return new Line(figure.percentile().word(), pieces, last);
    }

    private static String point(int place, int of, Duration time, Duration highest) {
        double x = of == 1 ? WIDTH / 2.0 : (double) WIDTH * place / (of - 1);
        double y = HEIGHT - (double) HEIGHT * time.toNanos() / highest.toNanos();
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    /** Whether there is more than the run itself. */
    public boolean isTelling() {
        return marks.size() > 1 || !words.isEmpty();
    }
}
