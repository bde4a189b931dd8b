package openim.verify.app;

import openim.verify.recovery.Ending;
import picocli.CommandLine.Command;

/** Whether traffic may come back. */
@Command(
        name = "gate",
        description =
                "Watches whether the deployment holds steady: full suites, the smoke again and again, full suites at"
                        + " the end. Traffic comes back only on exit status 0.",
        mixinStandardHelpOptions = true)
final class GateCommand extends HarnessCommand {

    @Override
    Ending run(Harness harness) {
        return harness.gate();
    }
}
