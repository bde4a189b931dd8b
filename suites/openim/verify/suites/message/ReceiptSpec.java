package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Unread;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** What comes back to whoever wrote. */
@DisplayName("Message send / consume / push verification: receipts")
public final class ReceiptSpec {

    @Proves("message.read-receipt")
    @Promise(
            text = "whoever wrote a message is told when its receiver has read it",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            within = PUSH,
            needs = "message.pushed",
            askedBy = FULL,
            required = false,
            rank = 445)
    void readReceiptReachesTheSender(Deployment openim, Unread message, Note note) {
        note.says(message.isReported(
                openim.im().messages(), openim.settings().deadlines().push()));
    }
}
