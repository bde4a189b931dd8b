package openim.verify.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.FlowStart;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
final class LedgerAbandonCommand implements Callable<Integer> {

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
