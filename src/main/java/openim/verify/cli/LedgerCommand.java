package openim.verify.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.FlowStart;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.settlement.Tally;
import openim.verify.report.terminal.Terminal;
import openim.verify.report.text.Speeds;
import openim.verify.verdict.Loss;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ledger: a flow through an outage, and what became of each of its messages. */
@Command(
        name = "ledger",
        description =
                "Follows each message of a flow through an outage: `open` before or during it, `settle` after it.",
        subcommands = {
            LedgerOpenCommand.class,
            LedgerSettleCommand.class,
            LedgerCommand.LedgerShowCommand.class,
            LedgerCommand.LedgerAbandonCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand {

    /** Shows what the ledgers say. */
    @Command(
            name = "show",
            description = "Shows the ledgers of a deployment, with the statement on loss. Contacts nothing.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, Help.UNUSABLE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger show --host chat.example.com")
    static final class LedgerShowCommand implements Callable<Integer> {

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Option(
                names = "--ledger",
                paramLabel = "ID",
                description = "this one only, with each message that is not as it should be")
        private @Nullable String only;

        @Override
        public Integer call() {
            Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
            Terminal terminal = Console.of(settings);
            Path file = Ledgers.file(settings);
            if (!Files.exists(file)) {
                terminal.line("there is no ledger of " + settings.endpoints().api() + "; `ledger open` begins one");
                return ExitStatus.HEALTHY;
            }
            try (LedgerReader reader = LedgerReader.of(file)) {
                List<LedgerHeader> shown = reader.accounts().stream()
                        .filter(account -> only == null || account.id().equals(only))
                        .toList();
                shown.forEach(account -> show(account, reader, terminal));
                if (shown.isEmpty()) {
                    throw Ledgers.unknown(String.valueOf(only));
                }
            }
            return ExitStatus.HEALTHY;
        }

        private void show(LedgerHeader account, LedgerReader reader, Terminal terminal) {
            Tally tally = Tally.of(reader, account.opening());
            String how = account.settled() ? "settled" : account.isGoingOn() ? "going on" : "not settled";
            terminal.line("ledger " + account.id() + ", " + how + ": " + tally.sums());
            terminal.line("  " + tally.sessions());
            terminal.line("  speed: " + Speeds.line(tally.latencies()));
            if (!account.settled()) {
                terminal.line("  before the final reads nothing is said of messages that may still come");
            }
            List<Loss> losses = tally.losses();
            losses.forEach(loss -> terminal.line("  " + sentence(loss)));
            if (tally.unnamedLosses() > 0) {
                terminal.line(
                        "  and " + tally.unnamedLosses() + " losses more; --ledger " + account.id() + " names each");
            }
            losses.stream()
                    .filter(loss -> !loss.cause().isEmpty())
                    .map(loss -> "  known cause of " + loss.state() + ": " + loss.cause())
                    .distinct()
                    .forEach(terminal::line);
            if (only != null) {
                reader.judged(account.opening(), one -> {
                    if (one.state().isRemarkable()) {
                        terminal.line("  " + one);
                    }
                });
            }
        }

        private static String sentence(Loss loss) {
            return loss.state() + ": " + loss.message() + " of " + loss.sentAt() + " from " + loss.from() + " to "
                    + loss.to() + ", last seen " + loss.lastSeen();
        }
    }

    /** Gives a ledger up. */
    @Command(
            name = "abandon",
            description =
                    "Takes a ledger for settled as it stands, where not all of it can ever be looked at, and lets its accounts go."
                            + " Contacts nothing; what it says stays.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = Help.STATUSES,
            exitCodeList = {Help.DONE, Help.UNUSABLE},
            footerHeading = Help.EXAMPLE,
            footer = "  openim-verify ledger abandon 20261128-231502-k3 --host chat.example.com")
    static final class LedgerAbandonCommand implements Callable<Integer> {

        @Mixin
        private final SettingsOptions options = new SettingsOptions();

        @Parameters(paramLabel = "ID", description = "the ledger's name; `ledger show` lists them")
        private String id = "";

        @Override
        public Integer call() {
            Settings settings = SettingsLoader.load(options.inputs(System.getenv()));
            LedgerHeader account = Ledgers.account(settings, id);
            if (account.isGoingOn()) {
                throw new UsageException("Ledger " + id + " is still being written by process " + account.pid() + ".");
            }
            try (LedgerWriter scribe = FlowStart.scribe(settings)) {
                scribe.settles(id, Instant.now());
            }
            OwnPlaces.pool(settings).protections().release(account.opening().slots(), id);
            System.out.println("ledger " + id + " is taken for settled as it stands");
            return ExitStatus.HEALTHY;
        }
    }
}
