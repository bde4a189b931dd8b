package openim.verify.report.terminal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.history.PlaceComparison;
import openim.verify.history.PlaceComparison.Sight;
import openim.verify.history.PlaceComparison.Span;
import openim.verify.report.text.Wording;
import openim.verify.verdict.CheckId;

/** What several places saw, side by side, for a person at a terminal: a line for each span of time, and where they disagree. */
public final class PlacesTable {

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
                + (disputed == 0 ? " do places disagree" : " of " + seen.spans().size() + " places disagree")
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
