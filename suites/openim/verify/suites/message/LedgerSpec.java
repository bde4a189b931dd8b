package openim.verify.suites.message;

import openim.verify.message.ledger.Settlement;
import openim.verify.message.ledger.State;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** What became of each message of a flow, most of all of one that went through an outage. */
@Tag("ledger")
@DisplayName("Message send / consume / push verification: what became of each message of a ledger")
final class LedgerSpec {

    @Proves("ledger.kept")
    @DisplayName("no acknowledged message is lost, and each can be pulled")
    void nothingIsLost(Settlement ledger, Note note) {
        note.says(ledger.requireNone(State.LOST, State.NOT_PULLABLE));
    }

    @Proves("ledger.stored")
    @DisplayName("every acknowledged message is in MongoDB")
    void everythingIsStored(Settlement ledger, Note note) {
        note.says(ledger.requireNone(State.NOT_STORED));
    }

    @Proves("ledger.pushed")
    @DisplayName("every acknowledged message was pushed to the session that was held for it")
    void everythingIsPushed(Settlement ledger, Note note) {
        note.says(ledger.requireAllPushed());
    }

    @Proves("ledger.once")
    @DisplayName("no message came or is stored twice")
    void nothingIsThereTwice(Settlement ledger, Note note) {
        note.says(ledger.requireNone(State.DUPLICATED));
    }

    @Proves("ledger.intact")
    @DisplayName("no message was changed")
    void nothingIsChanged(Settlement ledger, Note note) {
        note.says(ledger.requireNone(State.CORRUPTED));
    }
}
