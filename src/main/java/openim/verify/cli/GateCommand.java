package openim.verify.cli;

import openim.verify.app.recovery.RecoverySession;
import openim.verify.recovery.RecoveryResult;
import picocli.CommandLine.Command;

/** Whether traffic may come back. */
@Command(
        name = "gate",
        description =
                "Watches whether the deployment holds steady: full suites, the smoke again and again, full suites at"
                        + " the end. Traffic comes back only on exit status 0.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:open: traffic may come back",
            "1:shut: something is broken, or a message was lost while it watched",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.PERSON,
            Help.BUSY,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify gate -s openim.docker.dir=/opt/openim-docker")
final class GateCommand extends RecoverySessionCommand {

    @Override
    RecoveryResult run(RecoverySession harness) {
        return harness.gate();
    }
}
