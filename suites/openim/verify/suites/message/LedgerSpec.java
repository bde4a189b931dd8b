package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.LEDGER;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.STORED;

import openim.verify.message.ledger.State;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import org.junit.jupiter.api.DisplayName;

/** What became of each message of a flow, most of all of one that went through an outage. */
@DisplayName("Message send / consume / push verification: what became of each message of a ledger")
public final class LedgerSpec {

    @Proves("ledger.kept")
    @Promise(
            text = "no acknowledged message of the ledger is lost, and each can be pulled by its receiver",
            section = MESSAGES,
            suspect = "redis",
            within = STORED,
            askedBy = LEDGER,
            rank = 780)
    void nothingIsLost(Settlement ledger, Note note) {
        note.says(ledger.mustHaveNone(State.LOST, State.NOT_PULLABLE));
    }

    @Proves("ledger.stored")
    @Promise(
            text = "every acknowledged message of the ledger is in MongoDB",
            section = MESSAGES,
            suspect = "mongo",
            within = STORED,
            askedBy = LEDGER,
            rank = 790)
    void everythingIsStored(Settlement ledger, Note note) {
        note.says(ledger.mustHaveNone(State.NOT_STORED));
    }

    @Proves("ledger.pushed")
    @Promise(
            text = "every acknowledged message of the ledger was pushed to the session that was held for it",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            askedBy = LEDGER,
            rank = 800)
    void everythingIsPushed(Settlement ledger, Note note) {
        note.says(ledger.mustAllBePushed());
    }

    @Proves("ledger.once")
    @Promise(
            text = "no message of the ledger came or is stored twice",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            askedBy = LEDGER,
            rank = 810)
    void nothingIsThereTwice(Settlement ledger, Note note) {
        note.says(ledger.mustHaveNone(State.DUPLICATED));
    }

    @Proves("ledger.intact")
    @Promise(
            text = "no message of the ledger was changed",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            askedBy = LEDGER,
            rank = 820)
    void nothingIsChanged(Settlement ledger, Note note) {
        note.says(ledger.mustHaveNone(State.CORRUPTED));
    }
}
