package openim.verify.cli;

import java.util.concurrent.Callable;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.UsageException;
import openim.verify.app.recovery.RecoverySession;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.target.Rehearsal;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code recover} and {@code gate} have in common: they rehearse only when told, and end in one line. */
abstract class RecoverySessionCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--asker", hidden = true, description = "who starts this: jar or maven")
    private Asker asker = Asker.JAR;

    @Option(
            names = "--accept-first-run",
            defaultValue = "${env:VERIFY_ACCEPT_FIRST_RUN:-false}",
            description =
                    "believe in a deployment that was never verified from here, so that nobody knows whether its data"
                            + " is still there")
    private boolean acceptFirstRun;

    /** Does it. */
    abstract RecoveryResult run(RecoverySession harness);

    @Override
    public final Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        TargetChoice choice = TargetResolver.of(inputs, asker);
        if (choice instanceof TargetChoice.Rehearse rehearse) {
            if (!rehearse.told()) {
                throw new UsageException("A rehearsal proves nothing, and opens no gate: name the deployment, or say"
                        + " openim.target=embedded.");
            }
            return rehearse(inputs);
        }
        return run(SettingsLoader.load(inputs), false);
    }

    private int rehearse(Inputs inputs) {
        return Rehearsing.with(inputs, Rehearsal::settings, settings -> run(settings, true));
    }

    private int run(Settings settings, boolean rehearsal) {
        Terminal terminal = Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
        RecoveryResult ending = run(new RecoverySession(settings, rehearsal, terminal, acceptFirstRun));
        terminal.line(lastLine(ending, rehearsal));
        return ending.exitStatus();
    }

    /** Verdict, why, next command, where the bundle is. */
    static String lastLine(RecoveryResult ending, boolean rehearsal) {
        return (rehearsal ? "REHEARSAL " : "") + ending.word() + ": "
                + ending.sentence().replaceAll("\\s*\\n\\s*", "; ")
                + ending.next().map(next -> "; next: " + next).orElse("")
                + ending.bundle().map(bundle -> "; incident bundle: " + bundle).orElse("");
    }

    /** Names the cause, does what the runbook has for it, proves it, and opens the gate. */
    @Command(
            name = "recover",
            description =
                    "Diagnoses, and prints what the runbook has one do; with --apply does it, step by step, until the"
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
    static final class RecoverCommand extends RecoverySessionCommand {

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
    static final class GateCommand extends RecoverySessionCommand {

        @Override
        RecoveryResult run(RecoverySession harness) {
            return harness.gate();
        }
    }
}
