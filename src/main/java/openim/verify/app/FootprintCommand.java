package openim.verify.app;

import java.util.concurrent.Callable;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.NotedGroups;
import openim.verify.target.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what runs leave behind. */
@Command(
        name = "footprint",
        description =
                "Prints what runs leave behind in the deployment, with the numbers on record here. Contacts nothing, unless it"
                        + " is to sweep.",
        mixinStandardHelpOptions = true)
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
        Terminal terminal = Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
        Footprint.lines(settings).forEach(terminal::line);
        if (!sweep) {
            return ExitStatus.HEALTHY;
        }
        Sweep.Swept swept = swept(settings, Wiring.forSettings(settings));
        terminal.line("swept: " + swept);
        return swept.troubles().isEmpty() ? ExitStatus.HEALTHY : ExitStatus.UNDETERMINED;
    }

    /** Sweeps the deployment of these settings. */
    static Sweep.Swept swept(Settings settings, Deployment openim) {
        var api = settings.endpoints().api();
        return new Sweep(
                        openim.im(),
                        SuiteRun.pool(settings),
                        new NotedGroups(settings.reports(), History.nameOf(api)),
                        new History(settings.reports()).of(api, false))
                .sweep();
    }
}
