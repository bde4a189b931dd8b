package openim.verify.app.run;

import java.nio.file.Path;
import java.util.Optional;
import openim.verify.message.ledger.read.SearchBudget;
import openim.verify.message.ledger.settlement.Confirmation;
import openim.verify.verdict.BrokenPromise;

/**
 * The ledgers that a run settles, if it settles any.
 *
 * @param file that they are in
 * @param searches how often the server may be asked to search its messages for them
 * @param confirmation how often a message must have been missed before its ledger is settled with it
 * @param unopened how the deployment kept a flow from beginning just now; empty if it did not
 */
public record LedgerAtHand(
        Path file, SearchBudget searches, Confirmation confirmation, Optional<BrokenPromise> unopened) {

    /** Those in a file, with as many searches as go unfelt. */
    static LedgerAtHand in(Path file) {
        return new LedgerAtHand(file, SearchBudget.usual(), Confirmation.ONE_LOOK, Optional.empty());
    }
}
