package openim.verify.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openim.verify.redaction.Plain;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** How things are put for a person. */
public final class Wording {

    private Wording() {}

    /** The word for a verdict in a column: {@code ok}, {@code RED}, {@code unknown}, {@code weak}, {@code -} for what proves nothing. */
    public static String of(Verdict verdict) {
        return switch (verdict.word()) {
            case "healthy" -> "ok";
            case "unhealthy" -> "RED";
            case "undetermined" -> "unknown";
            case "weak" -> "weak";
            default -> "-";
        };
    }

    /** How long a look took, as a cell of a table; empty for what was not looked at. */
    public static String time(Observation seen) {
        return of(seen.verdict()).equals("-") ? "" : of(seen.took());
    }

    /** "12 ms", "1.3 s", "2 min 5 s". */
    public static String of(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** "a", "a and b", "a, b and c". */
    public static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /** Text of others as one line: no breaks, nothing that does something to a terminal. */
    public static String oneLine(String text) {
        return Plain.oneLine(text);
    }

    public static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width - 3).stripTrailing() + "...";
    }

    /**
     * The same, cut between two words, unless that would leave less than half of the line; a bracket that would stay open is left out,
     * and what stands before it is whole.
     */
    static String cutBetweenWords(String line, int width) {
        if (line.length() <= width) {
            return line;
        }
        String head = line.substring(0, Math.max(width - 3, 1));
        int bracket = head.lastIndexOf('(');
        if (bracket > 0 && head.indexOf(')', bracket) < 0) {
            return head.substring(0, bracket).stripTrailing();
        }
        int end = head.lastIndexOf(' ');
        return end > width / 2 ? head.substring(0, end).stripTrailing() + "..." : cut(line, width);
    }

    /** Breaks text at its blanks; a word that is longer than a line stands on one of its own, whole, to be pasted. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : oneLine(text).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
