package openim.verify.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/** The first line of a run and the last one, each a single line, whatever its length. */
final class RunLines {

    static final String REHEARSAL = "REHEARSAL";

    private RunLines() {}

    static String first(String runId, Suite suite, Subject subject) {
        String what = suite.name() + " of " + subject.name() + " (" + subject.flavour() + ", " + subject.release()
                + "), " + suite.checks().size() + " checks, run " + runId;
        return Words.oneLine(
                subject.rehearsal() ? REHEARSAL + ", which proves nothing about a real deployment: " + what : what);
    }

    /** Verdict, first cause, next command, where the report is, what the build is too weak for, how much was not proven. */
    static String last(Run run, NextCommand next, String report) {
        List<String> parts = new ArrayList<>();
        parts.add(run.verdict().word() + ": " + Words.oneLine(run.verdict().summary()));
        run.toMend()
                .map(cause -> cause.check())
                .filter(Checks::knows)
                .ifPresent(id -> parts.add("next: " + next.after(Checks.get(id))));
        parts.add("report: " + report);
        if (!run.weaknesses().isEmpty()) {
            parts.add(weak(run.weaknesses()));
        }
        parts.add(notProven(run));
        String line = parts.stream().collect(Collectors.joining("; "));
        return Words.oneLine(marked(run.subject(), line));
    }

    /** The text, behind the word REHEARSAL if it is one. */
    static String marked(Subject subject, String text) {
        return subject.rehearsal() ? REHEARSAL + " " + text : text;
    }

    private static String weak(List<Observation> weaknesses) {
        return weaknesses.size() + (weaknesses.size() == 1 ? " weakness" : " weaknesses") + " of the build: "
                + Words.list(
                        weaknesses.stream().map(seen -> seen.check().value()).toList());
    }

    private static String notProven(Run run) {
        return run.notProven() + " of " + run.suite().checks().size() + " not proven";
    }
}
