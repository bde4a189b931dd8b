package openim.verify.cli;

import openim.verify.config.Deadlines;
import openim.verify.suite.Suites;
import picocli.CommandLine.Command;

/** The operator's question: does it work? */
@Command(
        name = "smoke",
        description = "Says in seconds whether the deployment works: probes, logins, a message, a file.",
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:healthy: every required check was seen green",
            "1:unhealthy: something is broken; the last line names it, and the next command",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  OPENIM_SECRET=... openim-verify smoke --host chat.example.com")
final class SmokeCommand extends SuiteCommand {

    SmokeCommand() {
        super(Suites.SMOKE, Deadlines::run);
    }
}
