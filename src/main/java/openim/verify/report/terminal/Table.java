package openim.verify.report.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.report.RunDirectory;
import openim.verify.report.text.Alike;
import openim.verify.report.text.Because;
import openim.verify.report.text.Digest;
import openim.verify.report.text.Fact;
import openim.verify.report.text.Followers;
import openim.verify.report.text.NextCommand;
import openim.verify.report.text.NextStep;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Speeds;
import openim.verify.report.text.Wording;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;

/**
 * A judged run for a person: the table of what was looked at, each red check with what to do, those that were not looked at
 * folded under their reason, and the last line, which says it all once more.
 */
public final class Table {

    private static final int VERDICT = 7;
    private static final int TIME = 7;
    private static final int LABEL = 10;
    private static final int NARROWEST_SENTENCE = 30;

    /** So many reasons are told one by one. */
    private static final int FEW = 2;

    private final Terminal terminal;
    private final NextCommand next;

    public Table(Terminal terminal, NextCommand next) {
        this.terminal = terminal;
        this.next = check -> terminal.redactor().redact(next.after(check));
    }

    /**
     * Prints it all; the last line is the last one of the output.
     *
     * @param report where the files are, as a person would type it
     */
    public void print(Run judged, String report) {
        Run run = terminal.redactor().redact(judged);
        Digest digest = Digest.of(run);
        List<Observation> told = terminal.isBrief() ? digest.culprits() : digest.lookedAt();
        if (!told.isEmpty()) {
            rows(told);
        }
        if (terminal.isBrief()) {
            terminal.line("");
            terminal.line(digest.green() + " checks are green");
        }
        Because.of(run).forEach(this::cause);
        if (!run.explanation().reasons().isEmpty()) {
            steps(NextStep.facts(run, next));
        }
        Alike.of(digest.reds().stream()
                        .filter(red -> run.explanation().of(red.check()).isEmpty())
                        .toList())
                .forEach(this::reds);
        digest.unknown().forEach(this::unknown);
        digest.followers().forEach((roots, folded) -> followers(Followers.are(roots, run), folded));
        weak(digest.weak());
        notHere(digest.notHere());
        folded(digest.notProven(), " not proven, because ");
        if (!run.latencies().isEmpty()) {
            terminal.line("");
            wrapped(Ink.FAINT, "speed  ", Speeds.line(run.latencies()));
        }
        run.notes().forEach(note -> wrapped(Ink.YELLOW, "note   ", note));
        terminal.line("");
        RunLines.last(run, next, report).forEach(line -> terminal.line(Ink.of(run.verdict()), line));
    }

    private void rows(List<Observation> looked) {
        int check = looked.stream()
                .mapToInt(seen -> seen.check().value().length())
                .max()
                .orElse(0);
        String columns = "%-" + Math.max(check, 5) + "s  %-" + VERDICT + "s  %" + TIME + "s  %s";
        int indent = Math.max(check, 5) + VERDICT + TIME + 6;
        int sentence = Math.max(terminal.width() - indent, NARROWEST_SENTENCE);
        terminal.line("");
        terminal.line(Ink.BOLD, row(columns, "check", "verdict", "took", "what was seen"));
        terminal.line("-".repeat(Math.min(terminal.width(), indent + sentence)));
        for (Observation seen : looked) {
            List<String> lines = Wording.wrap(seen.verdict().summary(), sentence);
            Ink ink = Ink.of(seen.verdict());
            terminal.line(
                    ink, row(columns, seen.check(), Wording.of(seen.verdict()), Wording.time(seen), lines.get(0)));
            lines.stream().skip(1).forEach(more -> terminal.line(ink, " ".repeat(indent) + more));
        }
    }

    private static String row(String columns, Object... cells) {
        return String.format(Locale.ROOT, columns, cells);
    }

    private void cause(Because cause) {
        terminal.line("");
        wrapped(Ink.RED, "CAUSE  ", cause.words());
        cause.facts().forEach(this::fact);
    }

    private void steps(List<Fact> facts) {
        if (!facts.isEmpty()) {
            terminal.line("");
        }
        facts.forEach(this::fact);
    }

    /** A command is a line of its own, however long, so that it can be pasted. */
    private void fact(Fact fact) {
        String label = String.format(Locale.ROOT, "  %-" + LABEL + "s ", fact.label());
        if (fact.isCommand()) {
            terminal.line(Ink.PLAIN, label + fact.value());
        } else {
            wrapped(Ink.PLAIN, label, fact.value());
        }
    }

    private void culprit(Observation seen) {
        terminal.line("");
        wrapped(
                Ink.of(seen.verdict()),
                Wording.of(seen.verdict()) + "  ",
                seen.check() + ": " + seen.verdict().summary());
        if (!seen.verdict().isUnhealthy() && seen.evidence().isEmpty()) {
            return;
        }
        Fact.of(seen, next).forEach(this::fact);
    }

    /** Those that saw one and the same are told of together. */
    private void reds(Alike alike) {
        if (alike.seen().size() == 1) {
            culprit(alike.first());
            return;
        }
        terminal.line("");
        wrapped(Ink.RED, Wording.of(alike.first().verdict()) + "  ", alike.what() + ": " + alike.checks());
        Fact.of(alike.first(), next).forEach(this::fact);
    }

    /** Those that cannot be looked at for one and the same reason are told of together. */
    private void unknown(List<Observation> alike) {
        if (alike.size() == 1) {
            culprit(alike.get(0));
            return;
        }
        terminal.line("");
        Observation first = alike.get(0);
        String ids = alike.stream().map(seen -> seen.check().value()).collect(Collectors.joining(", "));
        wrapped(
                Ink.of(first.verdict()),
                Wording.of(first.verdict()) + "  ",
                first.verdict().summary() + ": " + ids);
    }

    private void followers(String why, List<CheckId> folded) {
        terminal.line("");
        wrapped(
                Ink.PLAIN,
                "",
                folded.size() + " not looked at because " + why + ": " + String.join(", ", names(folded)));
    }

    private void weak(List<Observation> weak) {
        for (Observation seen : weak) {
            terminal.line("");
            wrapped(
                    Ink.of(seen.verdict()),
                    Wording.of(seen.verdict()) + "  ",
                    seen.check() + ": " + seen.verdict().summary());
        }
    }

    /** Nothing is asked of the reader for it; so that many do not hide what is, they share a line. */
    private void notHere(Map<String, List<CheckId>> byReason) {
        if (byReason.size() <= FEW) {
            folded(byReason, " not here: ");
            return;
        }
        List<CheckId> all = byReason.values().stream().flatMap(List::stream).toList();
        folded(Map.of("nothing of the kind is known here", all), " not here: ");
    }

    private void folded(Map<String, List<CheckId>> byReason, String why) {
        if (!byReason.isEmpty()) {
            terminal.line("");
        }
        byReason.forEach((reason, checks) -> wrapped(Ink.PLAIN, "", Wording.list(names(checks)) + why + reason));
    }

    private void wrapped(Ink ink, String label, String text) {
        String indent = label.isEmpty() ? "  " : " ".repeat(label.length());
        List<String> lines = Wording.wrap(text, Math.max(terminal.width() - indent.length(), NARROWEST_SENTENCE));
        for (int i = 0; i < lines.size(); i++) {
            terminal.line(ink, (i == 0 ? label : indent) + lines.get(i));
        }
    }

    private static List<String> names(List<CheckId> ids) {
        return ids.stream().map(CheckId::value).toList();
    }

    /**
     * One line for the run, then one for each check as it is done; for eyes that wait one line that lives.
     *
     * <p>Print an observation only after {@link RunDirectory#record} has it on disk. Safe for all threads.
     */
    public static final class LiveLines {

        static final int CHECK = Checks.all().stream()
                .mapToInt(check -> check.id().value().length())
                .max()
                .orElseThrow();

        private final Terminal terminal;
        private int checks;
        private int done;
        private int red;

        public LiveLines(Terminal terminal) {
            this.terminal = terminal;
        }

        /** The first line of all: what is verified, and whether it is only a rehearsal. */
        public void starts(String runId, Suite suite, Subject subject) {
            checks = suite.checks().size();
            terminal.line(
                    Ink.BOLD, RunLines.first(runId, suite, terminal.redactor().redact(subject)));
        }

        public void seen(Observation observed) {
            Observation seen = terminal.redactor().redact(observed);
            if (terminal.isBrief()) {
                living(seen);
                return;
            }
            String line = String.format(
                    Locale.ROOT,
                    "%-7s  %-" + CHECK + "s  %7s  %s",
                    Wording.of(seen.verdict()),
                    seen.check(),
                    Wording.time(seen),
                    Wording.oneLine(seen.verdict().summary()));
            terminal.line(Ink.of(seen.verdict()), Wording.cut(line, terminal.width()));
        }

        private synchronized void living(Observation seen) {
            done++;
            red += seen.verdict().isUnhealthy() ? 1 : 0;
            terminal.status(done + " of " + checks + " checks, " + red + " red; " + seen.check());
        }
    }
}
