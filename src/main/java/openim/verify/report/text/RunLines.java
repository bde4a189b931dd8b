package openim.verify.report.text;

import java.util.ArrayList;
import java.util.List;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/** The first line of a run and the last one. */
public final class RunLines {

    static final String REHEARSAL = "REHEARSAL";

    /** Characters of the last line. */
    private static final int LONGEST = 160;

    /** What is left of what was seen, however long the rest is. */
    private static final int SHORTEST = 40;

    private RunLines() {}

    public static String first(String runId, Suite suite, Subject subject) {
        String what = suite.name() + " of " + subject.seen() + " (" + subject.flavour() + ", " + subject.release()
                + "), " + suite.checks().size() + " checks, run " + runId;
        return Wording.oneLine(
                subject.rehearsal() ? REHEARSAL + ", which proves nothing about a real deployment: " + what : what);
    }

    /**
     * Verdict, cause, next command, where the report is; then what the build is too weak for and how much was not proven, on a line
     * of their own before it where they make it too long. Of the last line itself what was seen is cut, never a command or a path:
     * a command too long for it stands alone on a line before.
     */
    public static List<String> last(Run run, NextCommand next, String report) {
        String verdict = marked(run.subject(), run.verdict().word() + ": ");
        String why = Wording.oneLine(run.verdict().summary());
        String todo = NextStep.of(run, next)
                .map(step -> "next: " + Wording.oneLine(step.brief()))
                .orElse("");
        String where = "; report: " + report;
        String remarks = remarks(run);
        int room = LONGEST - verdict.length() - where.length();
        String among = todo.isEmpty() ? "" : "; " + todo;
        String line = verdict + why + among + where + "; " + remarks;
        if (line.length() <= LONGEST) {
            return List.of(line);
        }
        boolean apart = among.length() + Math.min(why.length(), SHORTEST) > room;
        List<String> lines = new ArrayList<>(List.of(remarks));
        if (apart) {
            lines.add(todo);
        }
        lines.add(
                apart
                        ? verdict + Wording.cutBetweenWords(why, Math.max(room, SHORTEST)) + where
                        : verdict + Wording.cutBetweenWords(why, room - among.length()) + among + where);
        return lines;
    }

    private static String remarks(Run run) {
        return (run.weaknesses().isEmpty() ? "" : weak(run.weaknesses()) + "; ") + notProven(run);
    }

    /** The text, behind the word REHEARSAL if it is one. */
    public static String marked(Subject subject, String text) {
        return subject.rehearsal() ? REHEARSAL + " " + text : text;
    }

    private static String weak(List<Observation> weaknesses) {
        return weaknesses.size() + (weaknesses.size() == 1 ? " weakness" : " weaknesses") + " of the build: "
                + Wording.list(
                        weaknesses.stream().map(seen -> seen.check().value()).toList());
    }

    private static String notProven(Run run) {
        long blocked = run.observations().stream()
                .filter(seen -> !seen.blockedBy().isEmpty())
                .count();
        Digest digest = Digest.of(run);
        int unknown = digest.culprits().size() - digest.reds().size();
        return digest.unproven() + " of " + run.suite().checks().size() + " not proven"
                + (unknown == 0 ? "" : ", " + unknown + " unknown")
                + (blocked == 0 ? "" : ", " + blocked + " not looked at");
    }
}
