package openim.verify.cli;

import openim.verify.app.recovery.RecoverySession;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names the cause, does what the runbook has for it, proves it, and opens the gate. */
@Command(
        name = "recover",
        description = "Diagnoses, and prints what the runbook has one do; with --apply does it, step by step, until the"
                + " suites prove it and the gate is open.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:the gate is open",
            "1:something is broken; the plan says what to do",
            Help.UNUSABLE,
            Help.UNPROVEN,
            Help.PERSON,
            Help.BUSY,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify recover --apply -s openim.docker.dir=/opt/openim-docker")
final class RecoverCommand extends RecoverySessionCommand {

    @Option(
            names = "--apply",
            defaultValue = "${env:VERIFY_APPLY:-false}",
            description = "do it, instead of printing it")
    private boolean apply;

    @Option(
            names = "--allow-restart",
            defaultValue = "${env:VERIFY_ALLOW_RESTART:-false}",
            description = "also restart servers, which ends the session of everybody who is online")
    private boolean restart;

    @Option(
            names = "--beyond-runbook",
            defaultValue = "${env:VERIFY_BEYOND_RUNBOOK:-false}",
            description =
                    "also do for what hangs what the runbook does not have: restart a component, and end by SIGKILL a"
                            + " process that outlived mage stop")
    private boolean beyondRunbook;

    @Override
    RecoveryResult run(RecoverySession harness) {
        return harness.recover(new Allowances(apply, restart, beyondRunbook));
    }
}
