package openim.verify.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.message.ledger.Account;
import openim.verify.message.ledger.Book;
import openim.verify.message.ledger.Judge;
import openim.verify.message.ledger.Judged;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LossStatement;
import openim.verify.message.ledger.SessionSums;
import openim.verify.message.ledger.Sums;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.History;
import openim.verify.verdict.Loss;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the ledgers say. */
@Command(
        name = "show",
        description = "Shows the ledgers of a deployment, with the statement on loss. Contacts nothing.",
        mixinStandardHelpOptions = true)
final class LedgerShowCommand implements Callable<Integer> {

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
        Terminal terminal = Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
        Path file = LedgerFile.of(
                settings.reports(), History.nameOf(settings.endpoints().api()));
        if (!Files.exists(file)) {
            terminal.line("there is no ledger of " + settings.endpoints().api() + "; `ledger open` begins one");
            return ExitStatus.HEALTHY;
        }
        try (LedgerReader reader = LedgerReader.of(file)) {
            List<Account> shown = reader.accounts().stream()
                    .filter(account -> only == null || account.id().equals(only))
                    .toList();
            shown.forEach(account -> show(account, reader.book(account.opening()), terminal));
            if (shown.isEmpty()) {
                throw new UsageException("There is no ledger " + only + "; `ledger show` lists them.");
            }
        }
        return ExitStatus.HEALTHY;
    }

    private void show(Account account, Book book, Terminal terminal) {
        List<Judged> judged = Judge.judge(book);
        String how = account.settled() ? "settled" : account.isGoingOn() ? "going on" : "not settled";
        terminal.line("ledger " + account.id() + ", " + how + ": " + Sums.of(judged));
        terminal.line("  " + SessionSums.of(book));
        if (!account.settled()) {
            terminal.line("  before the final reads nothing is said of messages that may still come");
        }
        LossStatement.of(judged).forEach(loss -> terminal.line("  " + sentence(loss)));
        if (only != null) {
            judged.stream().filter(one -> one.state().isRemarkable()).forEach(one -> terminal.line("  " + one));
        }
    }

    private static String sentence(Loss loss) {
        return loss.state() + ": " + loss.message() + " of " + loss.sentAt() + " from " + loss.from() + " to "
                + loss.to() + ", last seen " + loss.lastSeen()
                + (loss.cause().isEmpty() ? "" : "; known cause: " + loss.cause());
    }
}
