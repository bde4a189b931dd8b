package openim.verify.app;

import openim.verify.config.Deadlines;
import openim.verify.suite.Suites;
import picocli.CommandLine.Command;

/** The operator's question: does it work? */
@Command(
        name = "smoke",
        description = "Says in seconds whether the deployment works: probes, logins, a message, a file.")
final class SmokeCommand extends SuiteCommand {

    SmokeCommand() {
        super(Suites.SMOKE, Deadlines::run);
    }
}
