package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;

import openim.verify.message.Arrived;
import openim.verify.message.CaughtUp;
import openim.verify.message.Inbox;
import openim.verify.message.OpenSessions;
import openim.verify.message.Seqs;
import openim.verify.message.Volley;
import openim.verify.message.store.Stored;
import openim.verify.message.store.StoredMark;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** A volley by WebSocket and by REST in turn: once, in order, under numbers by which whoever was away finds all of it. */
@DisplayName("Message send / consume / push verification: once, in order, and for whoever was away")
public final class OrderSpec {

    @Proves("message.order")
    @Promise(
            text = "messages sent by WebSocket and by REST in turn arrive in the order of sending",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 400)
    void messagesArriveInOrder(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var arrived = Arrived.awaited(
                sessions.receiver(),
                volley.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.require(Inbox.holdsInOrder(volley.sent())) + " in the order of sending");
    }

    @Proves("message.no-duplicates")
    @Promise(
            text = "none of them arrives twice",
            section = MESSAGES,
            suspect = "openim-push",
            within = QUIET,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 410)
    void noneArrivesTwice(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var deadlines = openim.settings().deadlines();
        var arrived = Arrived.awaited(sessions.receiver(), volley.sent(), deadlines.push());

        note.says(arrived.staysOnce(deadlines.quiet()) + " once; no second copy for "
                + deadlines.quiet().toMillis() + " ms");
    }

    @Proves("message.seq")
    @Promise(
            text = "seqs ascend above those that were given out before, and none is given out twice",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 310)
    void seqsAscend(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var arrived = Arrived.awaited(
                sessions.receiver(),
                volley.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.requireInConversation(Seqs.ascendAbove(volley.newestBefore(), volley.sent())));
    }

    @Proves("message.seq-stored")
    @Promise(
            text = "each message is stored once, above what was stored before",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 490)
    void seqsAscendInMongoToo(Deployment openim, StoredMark before, Volley volley, Note note) {
        var stored = Stored.inMongo(openim, volley.sent());

        note.says(stored.require(Seqs.storedOnceAbove(before.highest(), volley.sent())));
    }

    @Proves("message.offline")
    @Promise(
            text = "whoever was offline catches up by seq, to the last message",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 460)
    void whoWasOfflineCatchesUp(Deployment openim, CaughtUp away, Note note) {
        note.says(away.comesBack(
                openim.im().messages(), openim.settings().deadlines().push()));
    }
}
