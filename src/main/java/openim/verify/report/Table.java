package openim.verify.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * A judged run for a person: the table of what was looked at, each red check with what to do, those that were not looked at
 * folded under their reason, and the last line, which says it all once more.
 */
public final class Table {

    private static final int VERDICT = 7;
    private static final int TIME = 7;
    private static final int LABEL = 10;
    private static final int NARROWEST_SENTENCE = 30;

    private final Terminal terminal;
    private final NextCommand next;

    public Table(Terminal terminal, NextCommand next) {
        this.terminal = terminal;
        this.next = next;
    }

    /**
     * Prints it all; the last line is the last one of the output.
     *
     * @param report where the files are, as a person would type it
     */
    public void print(Run run, String report) {
        rows(run);
        run.observations().stream().filter(Table::isCulprit).forEach(this::culprit);
        followers(run);
        notProven(run);
        terminal.line("");
        terminal.line(Ink.of(run.verdict()), RunLines.last(run, next, report));
    }

    private void rows(Run run) {
        List<Observation> looked =
                run.observations().stream().filter(Table::wasLookedAt).toList();
        if (looked.isEmpty()) {
            return;
        }
        int check = looked.stream()
                .mapToInt(seen -> seen.check().value().length())
                .max()
                .orElse(0);
        String columns = "%-" + Math.max(check, 5) + "s  %-" + VERDICT + "s  %" + TIME + "s  %s";
        int indent = Math.max(check, 5) + VERDICT + TIME + 6;
        int sentence = Math.max(terminal.width() - indent, NARROWEST_SENTENCE);
        terminal.line("");
        terminal.line(Ink.BOLD, row(columns, "check", "verdict", "time", "what was seen"));
        terminal.line("-".repeat(Math.min(terminal.width(), indent + sentence)));
        for (Observation seen : looked) {
            List<String> lines = Words.wrap(seen.verdict().summary(), sentence);
            Ink ink = Ink.of(seen.verdict());
            terminal.line(
                    ink, row(columns, seen.check(), Words.of(seen.verdict()), Words.of(seen.took()), lines.get(0)));
            lines.stream().skip(1).forEach(more -> terminal.line(ink, " ".repeat(indent) + more));
        }
    }

    private static String row(String columns, Object... cells) {
        return String.format(Locale.ROOT, columns, cells);
    }

    private void culprit(Observation seen) {
        terminal.line("");
        wrapped(
                Ink.of(seen.verdict()),
                Words.of(seen.verdict()) + "  ",
                seen.check() + ": " + seen.verdict().summary());
        fact("expected", seen.fact(Evidence.EXPECTED));
        fact("from", seen.fact(Evidence.FROM));
        fact("last seen", LastSeen.of(seen));
        if (Checks.knows(seen.check())) {
            Check check = Checks.get(seen.check());
            fact("look at", check.suspect());
            fact("runbook", check.section());
            fact("next", next.after(check));
        }
    }

    private void fact(String label, String value) {
        if (!value.isBlank()) {
            wrapped(Ink.PLAIN, String.format(Locale.ROOT, "  %-" + LABEL + "s ", label), value);
        }
    }

    private void followers(Run run) {
        Followers.of(run).forEach((roots, folded) -> {
            terminal.line("");
            String why = folded.size() + " not looked at because " + Followers.are(roots, run) + ": ";
            wrapped(Ink.PLAIN, "", why + String.join(", ", names(folded)));
        });
    }

    private void notProven(Run run) {
        Map<String, List<CheckId>> byReason = new LinkedHashMap<>();
        run.observations().stream()
                .filter(seen -> seen.verdict() instanceof Verdict.NotProven
                        && seen.blockedBy().isEmpty())
                .forEach(seen -> byReason.computeIfAbsent(seen.verdict().summary(), reason -> new ArrayList<>())
                        .add(seen.check()));
        if (!byReason.isEmpty()) {
            terminal.line("");
        }
        byReason.forEach((reason, checks) ->
                wrapped(Ink.PLAIN, "", Words.list(names(checks)) + " not proven, because " + reason));
    }

    private void wrapped(Ink ink, String label, String text) {
        String indent = label.isEmpty() ? "  " : " ".repeat(label.length());
        List<String> lines = Words.wrap(text, Math.max(terminal.width() - indent.length(), NARROWEST_SENTENCE));
        for (int i = 0; i < lines.size(); i++) {
            terminal.line(ink, (i == 0 ? label : indent) + lines.get(i));
        }
    }

    private static boolean wasLookedAt(Observation seen) {
        return seen.blockedBy().isEmpty() && !(seen.verdict() instanceof Verdict.NotProven);
    }

    private static boolean isCulprit(Observation seen) {
        return wasLookedAt(seen) && !seen.verdict().isHealthy();
    }

    private static List<String> names(List<CheckId> ids) {
        return ids.stream().map(CheckId::value).toList();
    }
}
