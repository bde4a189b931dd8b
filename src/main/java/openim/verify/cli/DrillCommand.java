package openim.verify.cli;

import java.io.Console;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import openim.verify.app.Rehearsing;
import openim.verify.app.TargetResolver;
import openim.verify.app.Wiring;
import openim.verify.app.program.OnStop;
import openim.verify.app.program.UsageException;
import openim.verify.app.recovery.DrillRun;
import openim.verify.app.recovery.DrillRun.DrillPermit;
import openim.verify.app.recovery.DrillRun.LiveFaults;
import openim.verify.app.recovery.DrillRun.RehearsalFaults;
import openim.verify.app.recovery.LocalTooling;
import openim.verify.app.recovery.OnlinePeople;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.drill.Drill.Faults;
import openim.verify.report.terminal.Terminal;
import openim.verify.target.Deployment;
import openim.verify.target.Rehearsal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks parts on purpose, to see the recovery find and mend them: on the rehearsal, if no deployment is named. */
@Command(
        name = "drill",
        description =
                "Kills one part after the other, or hangs it, and has recover find it, mend it and prove it. On the"
                        + " rehearsal, unless a deployment is named; on that only if its settings allow it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:every row was found, mended and proven",
            "1:a row was not",
            Help.UNUSABLE,
            Help.UNTOLD,
            Help.BUSY,
            Help.STOPPED
        },
        footerHeading = Help.EXAMPLE,
        footer = "  java -jar openim-verify-rehearsal.jar drill redis openim-push")
final class DrillCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "PART", description = "such as redis or openim-push; all, if none is named")
    private List<String> parts = List.of();

    @Option(names = "--hung", description = "hang them, instead of killing them")
    private boolean hung;

    @Option(names = "--beyond-runbook", description = "as of recover: mend what hangs, too")
    private boolean beyondRunbook;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description =
                    "how the rehearsal is put up: ${COMPLETION-CANDIDATES}. together (default): all in one process;"
                            + " together_small: the same, with at most two of each service;"
                            + " apart: each part a process of its own, so that kill -9 and SIGSTOP are the real ones;"
                            + " apart_in_full: the same, with as many of each service as a release runs;"
                            + " contained: docker flavour, without Docker; in_docker: in real containers")
    private Rehearsal.@Nullable Form form;

    @Option(
            names = "--host-again",
            paramLabel = "HOST",
            description = "the host of the live deployment that is to be broken, typed once more")
    private @Nullable String hostAgain;

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        if (TargetResolver.isLive(inputs)) {
            if (form != null) {
                throw new UsageException("--form is of rehearsals, and a deployment is named.");
            }
            return live(SettingsLoader.load(inputs));
        }
        return Rehearsing.with(inputs, form == null ? Rehearsal.Form.TOGETHER : form, this::rehearse);
    }

    private int rehearse(Rehearsal rehearsal, Settings settings) {
        return drill(settings, true, new RehearsalFaults(rehearsal));
    }

    private int live(Settings settings) {
        Deployment openim = Wiring.forSettings(settings);
        String host = settings.endpoints().api().getHost();
        boolean allowed = settings.drilling().allowed();
        DrillPermit permit = new DrillPermit(
                allowed,
                host,
                allowed ? typed(host) : "",
                allowed ? OnlinePeople.of(openim).howMany() : "unknown");
        Optional<String> refusal = permit.refusal();
        if (refusal.isPresent()) {
            throw new UsageException("Nothing was touched: " + refusal.get() + ".");
        }
        LiveFaults faults = new LiveFaults(
                settings,
                new LocalTooling(settings.tools(), System.getenv()),
                settings.reports().resolve("drills"));
        // Who is stopped by Ctrl-C must not leave behind what he stopped.
        OnStop.does(faults::undo);
        return drill(settings, false, faults);
    }

    /** Before Java 22 there is no console without a terminal; since then there is one that reads nothing. */
    @SuppressWarnings("SystemConsoleNull")
    private String typed(String host) {
        if (hostAgain != null) {
            return hostAgain;
        }
        Console console = System.console();
        String typed = console == null ? "" : console.readLine("Parts of %s will be broken. Its host again: ", host);
        return typed == null ? "" : typed.strip();
    }

    private int drill(Settings settings, boolean rehearsal, Faults faults) {
        Terminal terminal = openim.verify.cli.Console.of(settings);
        RecoveryResult ending = new DrillRun(settings, rehearsal, faults, terminal).run(parts, hung, beyondRunbook);
        terminal.line(RecoverySessionCommand.lastLine(ending, rehearsal));
        return ending.exitStatus();
    }
}
