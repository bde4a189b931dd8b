package openim.verify.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import openim.verify.app.TargetResolver;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.Verification;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Suites;
import openim.verify.target.TargetChoice;
import openim.verify.target.TargetChoice.Asker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the final reads and judges. */
@Command(
        name = "settle",
        description =
                "Looks for each message of the ledgers that are not settled, wherever it can be looked, and says what became"
                        + " of it. 0: nothing is lost; 1: something is; 3: not all could be looked at, so it can be settled again.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Help.STATUSES,
        exitCodeList = {
            "0:nothing is lost",
            "1:something is lost, or not as it should be; it says which messages",
            Help.UNUSABLE,
            "3:not all could be looked at, so that it can be settled again"
        },
        footerHeading = Help.EXAMPLE,
        footer = "  openim-verify ledger settle --host chat.example.com")
final class LedgerSettleCommand implements Callable<Integer> {

    static final Duration WHOLE = Duration.ofMinutes(4);

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = Span.class,
            description = "how long it may take in all, waiting for what is late included (default 4m)")
    private Duration within = WHOLE;

    @Override
    public Integer call() {
        Inputs inputs = options.inputs(System.getenv());
        if (TargetResolver.of(inputs, Asker.JAR) instanceof TargetChoice.Rehearse) {
            throw new UsageException(
                    "A rehearsal ends with its process: `ledger open --target embedded` settles by itself.");
        }
        Settings settings = SettingsLoader.load(inputs);
        Terminal terminal = Console.of(settings);
        return Verification.of(Suites.LEDGER, settings, false, terminal, Deadline.in(within))
                .exitStatus();
    }
}
