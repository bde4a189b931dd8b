package openim.verify.report.terminal;

import java.util.Locale;
import openim.verify.report.RunDirectory;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Wording;
import openim.verify.suite.Checks;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/**
 * One line for the run, then one for each check as it is done; for eyes that wait one line that lives.
 *
 * <p>Print an observation only after {@link RunDirectory#record} has it on disk. Safe for all threads.
 */
public final class LiveLines {

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
        terminal.line(Ink.BOLD, RunLines.first(runId, suite, terminal.redactor().redact(subject)));
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
