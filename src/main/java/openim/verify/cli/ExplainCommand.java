package openim.verify.cli;

import java.util.concurrent.Callable;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.report.Explain;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a check is about. */
@Command(
        name = "explain",
        description = "Says what a check promises, what a red one means, and what to do about it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, "2:there is no such check"},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify explain message.pushed")
final class ExplainCommand implements Callable<Integer> {

    private static final int WIDTH = 100;

    @Parameters(paramLabel = "CHECK", description = "its id, such as message.pushed; `checks` lists them")
    private String id = "";

    @Option(names = "--width", description = "columns to fill (default ${DEFAULT-VALUE})")
    private int width = WIDTH;

    @Override
    public Integer call() {
        Check check = Checks.all().stream()
                .filter(known -> known.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no check " + id + "; `checks` lists them."));
        System.out.println(Explain.text(check, width));
        return ExitStatus.HEALTHY;
    }
}
