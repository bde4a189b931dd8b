package openim.verify.app;

import java.nio.file.Path;
import openim.verify.app.program.UsageException;
import openim.verify.config.Settings;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.settlement.Tally;
import openim.verify.target.History;

/** The ledgers of the deployment that settings name. */
public final class Ledgers {

    private Ledgers() {}

    /** The file that they lie in, whether it is there or not. */
    public static Path file(Settings settings) {
        return LedgerFile.of(
                settings.reports(), History.nameOf(settings.endpoints().api()));
    }

    /** One of them. */
    public static LedgerHeader account(Settings settings, String id) {
        try (LedgerReader reader = LedgerReader.of(file(settings))) {
            return account(reader, id);
        }
    }

    /** What became of the messages of one of them, as far as it is written down. */
    public static Tally tally(Settings settings, String id) {
        try (LedgerReader reader = LedgerReader.of(file(settings))) {
            return Tally.of(reader, account(reader, id).opening());
        }
    }

    private static LedgerHeader account(LedgerReader reader, String id) {
        return reader.accounts().stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    public static UsageException unknown(String id) {
        return new UsageException("There is no ledger " + id + "; `ledger show` lists them.");
    }
}
