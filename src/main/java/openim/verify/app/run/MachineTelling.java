package openim.verify.app.run;

import java.io.PrintStream;
import java.util.List;
import openim.verify.app.Wiring;
import openim.verify.app.program.WhenHung;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.history.Limit;
import openim.verify.history.RunOrigin;
import openim.verify.report.JsonLines;
import openim.verify.report.NagiosLine;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.target.History;

/**
 * A run that is told to a machine: silent until it is over, also if a watchdog ends it.
 *
 * @param format not {@link Format#TEXT}
 * @param out standard output
 */
public record MachineTelling(Format format, Settings settings, PrintStream out) {

    /** Runs it, tells it, and says with which status the process ends. */
    public int run(Suite suite, boolean rehearsal, Deadline ends) {
        RunContext circumstances = RunContext.of(
                RunOrigin.of(suite.name()), settings, new History(settings.reports()), WhenHung.endsWith(this::tell));
        Run run = new SuiteRun(
                        suite,
                        circumstances,
                        settings,
                        Verification.subject(settings, rehearsal),
                        Verification.next(settings, rehearsal),
                        Terminal.silent(),
                        ends)
                .run(Wiring.forSettings(settings));
        return tell(run);
    }

    private int tell(Run run) {
        if (format == Format.NAGIOS) {
            List<Limit> limits = RunHistory.limits(settings);
            NagiosLine line = NagiosLine.of(redactor().redact(run), RunHistory.warned(run, settings), limits);
            say(line.text());
            return line.status();
        }
        JsonLines.of(run, redactor()).forEach(this::say);
        return run.exitStatus();
    }

    private void say(String line) {
        out.print(line + "\n");
        out.flush();
    }

    private Redactor redactor() {
        return Redactor.of(settings.secrets().reveal());
    }
}
