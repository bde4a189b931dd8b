package openim.verify.recovery.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What came of an exercise.
 *
 * @param exercise what was tried
 * @param cause the first cause that was named; empty if none was
 * @param steps what was done, in a few words each
 * @param verdict how the recovery ended, in a word
 * @param took from the fault to the end of the recovery
 * @param complaints what was not as it must be
 * @param tried whether it was tried at all; else the only complaint says why not
 */
public record Result(
        Exercise exercise,
        String cause,
        List<String> steps,
        String verdict,
        Duration took,
        List<String> complaints,
        boolean tried) {

    static final int WIDTH = 80;

    private static final List<Integer> WIDTHS = List.of(23, 6, 17, 14, 9, 4);

    private static final List<String> HEAD = List.of("row", "how", "first cause", "steps", "ended", "s");

    private static final String INDENT = "  ! ";

    public Result {
        steps = List.copyOf(steps);
        complaints = List.copyOf(complaints);
        if (!tried && complaints.size() != 1) {
            throw new IllegalArgumentException(exercise + " was not tried, and one reason is needed why not");
        }
    }

    static Result notTried(Exercise exercise, String reason) {
        return new Result(exercise, "", List.of(), "not tried", Duration.ZERO, List.of(reason), false);
    }

    /** The same, with one thing more that was not as it must be. */
    Result with(String complaint) {
        List<String> more = new ArrayList<>(complaints);
        more.add(complaint);
        return new Result(exercise, cause, steps, verdict, took, more, tried);
    }

    /** Whether everything was as it must be. */
    public boolean passed() {
        return complaints.isEmpty();
    }

    /** Those of a drill as lines of at most {@value #WIDTH} columns: a head, a row for each exercise, what it lacks under it. */
    public static List<String> table(List<Result> results) {
        List<String> lines = new ArrayList<>();
        row(HEAD, lines);
        lines.add("-".repeat(WIDTH));
        for (Result result : results) {
            row(cells(result), lines);
            result.complaints()
                    .forEach(complaint ->
                            wrapped(complaint, WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line)));
        }
        return List.copyOf(lines);
    }

    private static List<String> cells(Result result) {
        String part = result.exercise().part().word();
        return List.of(
                part,
                result.exercise().how(),
                result.cause().equals(result.exercise().truth().toString()) ? "the true one" : result.cause(),
                result.steps().isEmpty() ? "none" : String.join("; ", result.steps()),
                result.verdict().replace('-', ' '),
                result.tried() ? String.valueOf(result.took().toSeconds()) : "-");
    }

    private static void row(List<String> cells, List<String> lines) {
        List<List<String>> wrapped = IntStream.range(0, cells.size())
                .mapToObj(column -> wrapped(cells.get(column), WIDTHS.get(column)))
                .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                List<String> cell = wrapped.get(column);
                text.append(String.format(
                        Locale.ROOT, "%-" + WIDTHS.get(column) + "s ", line < cell.size() ? cell.get(line) : ""));
            }
            lines.add(text.toString().stripTrailing());
        }
    }

    /** Broken at blanks; a word that is too long is cut. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (line.length() > width) {
                lines.add(line.substring(0, width));
                line.delete(0, width);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
