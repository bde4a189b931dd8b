package openim.verify.cli;

import openim.verify.config.Deadlines;
import openim.verify.suite.Suites;
import picocli.CommandLine.Command;

/** The question of the night, and of whoever lets traffic back in: is anything at all not as it should be? */
@Command(
        name = "full",
        description = "Says in a minute and a half what smoke says, and proves messages and files layer by layer.",
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:healthy: every required check was seen green",
            "1:unhealthy: something is broken; the last line names it, and the next command",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify full -s openim.docker.dir=/opt/openim-docker")
final class FullCommand extends SuiteCommand {

    FullCommand() {
        super(Suites.FULL, Deadlines::fullRun);
    }
}
