package openim.verify.app;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import openim.verify.config.Inputs;
import openim.verify.config.SettingKey;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.history.Chronicle;
import openim.verify.history.PastRun;
import openim.verify.report.HistoryTable;
import openim.verify.report.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the last runs. */
@Command(
        name = "history",
        description = "Shows the last runs that were made from here, with their speeds. Contacts nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {Help.DONE, Help.UNUSABLE},
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify history --host chat.example.com")
final class HistoryCommand implements Callable<Integer> {

    private static final Map<String, String> NOWHERE =
            Map.of(SettingKey.HOST.key(), "localhost", SettingKey.SECRET_KEY.key(), "none");

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--runs", description = "how many (default ${DEFAULT-VALUE})")
    private int runs = RunHistory.DRAWN;

    @Option(names = "--suite", paramLabel = "SUITE", description = "of this suite only: smoke, full, ledger, ...")
    private @Nullable String suite;

    @Option(names = "--rehearsals", description = "those of rehearsals, instead of those of the deployment")
    private boolean rehearsals;

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        // Nothing is contacted, and rehearsals are gone: where they were matters to nobody.
        Settings settings = SettingsLoader.load(rehearsals ? inputs.withEmbedded(NOWHERE) : inputs);
        Terminal terminal = Console.of(settings);
        String deployment = RunHistory.nameOf(settings, rehearsals);
        if (!Files.exists(Chronicle.file(settings.reports()))) {
            terminal.line(
                    "there is no history in " + settings.reports() + ": no run was made from here, or it is lost");
            return ExitStatus.HEALTHY;
        }
        try (Chronicle chronicle =
                Chronicle.in(settings.reports(), settings.watch().historyRuns())) {
            List<PastRun> last =
                    suite == null ? chronicle.last(deployment, runs) : chronicle.last(deployment, suite, runs);
            if (last.isEmpty()) {
                terminal.line(
                        "the history knows no such run of " + deployment + "; it knows " + chronicle.deployments());
            } else {
                new HistoryTable(terminal).print(last, chronicle.gaps(deployment));
            }
        }
        return ExitStatus.HEALTHY;
    }
}
