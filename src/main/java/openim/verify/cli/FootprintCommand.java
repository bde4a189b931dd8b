package openim.verify.cli;

import java.util.concurrent.Callable;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.run.Footprint;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.terminal.Terminal;
import openim.verify.target.account.Cleanup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs leave behind. */
@Command(
        name = "footprint",
        description =
                "Prints what runs leave behind in the deployment, with the numbers on record here. Contacts nothing, unless it"
                        + " is to sweep.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, Help.UNUSABLE, "3:something could not be swept; it says what"},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify footprint --sweep --host chat.example.com")
final class FootprintCommand implements Callable<Integer> {

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--sweep",
            description =
                    "dismiss the groups of runs that crashed, and hide our conversations from our accounts, but for those that a"
                            + " ledger or another run needs")
    private boolean sweep;

    @Override
    public Integer call() {
        Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
        Terminal terminal = Console.of(settings);
        Footprint.lines(settings).forEach(terminal::line);
        if (!sweep) {
            return ExitStatus.HEALTHY;
        }
        Cleanup.Swept swept =
                Wiring.sweep(settings, Wiring.forSettings(settings)).sweep();
        terminal.line("swept: " + swept);
        return swept.troubles().isEmpty() ? ExitStatus.HEALTHY : ExitStatus.UNDETERMINED;
    }
}
