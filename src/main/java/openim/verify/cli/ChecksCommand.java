package openim.verify.cli;

import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.report.Markdown;
import openim.verify.suite.Checks;
import openim.verify.suite.Suites;
import picocli.CommandLine.Command;

/** Lists the checks. */
@Command(
        name = "checks",
        description = "Prints the table of all checks, in Markdown.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify checks")
final class ChecksCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        System.out.print(Markdown.table(Checks.all(), Suites.atTheMost()));
        return ExitStatus.HEALTHY;
    }
}
