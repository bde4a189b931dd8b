package openim.verify.suites.message;

import openim.verify.message.Arrived;
import openim.verify.message.CaughtUp;
import openim.verify.message.Inbox;
import openim.verify.message.OpenSessions;
import openim.verify.message.Seqs;
import openim.verify.message.Stored;
import openim.verify.message.StoredMark;
import openim.verify.message.Volley;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** A volley by WebSocket and by REST in turn: once, in order, under numbers by which whoever was away finds all of it. */
@Tag("full")
@DisplayName("Message send / consume / push verification: once, in order, and for whoever was away")
final class OrderSpec {

    @Proves("message.order")
    @DisplayName("messages arrive in the order of sending")
    void messagesArriveInOrder(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var arrived = Arrived.awaited(
                sessions.receiver(),
                volley.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.require(Inbox.holdsInOrder(volley.sent())) + " in the order of sending");
    }

    @Proves("message.no-duplicates")
    @DisplayName("none of them arrives twice")
    void noneArrivesTwice(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var deadlines = openim.settings().deadlines();
        var arrived = Arrived.awaited(sessions.receiver(), volley.sent(), deadlines.push());

        note.says(arrived.staysOnce(deadlines.quiet()) + " once; no second copy for "
                + deadlines.quiet().toMillis() + " ms");
    }

    @Proves("message.seq")
    @DisplayName("seqs ascend, and none is given out twice")
    void seqsAscend(Deployment openim, OpenSessions sessions, Volley volley, Note note) {
        var arrived = Arrived.awaited(
                sessions.receiver(),
                volley.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.requireInConversation(Seqs.ascendAbove(volley.newestBefore(), volley.sent())));
    }

    @Proves("message.seq-stored")
    @DisplayName("each message is stored once, above what was stored before")
    void seqsAscendInMongoToo(Deployment openim, StoredMark before, Volley volley, Note note) {
        var stored = Stored.inMongo(openim, volley.sent());

        note.says(stored.require(Seqs.storedOnceAbove(before.highest(), volley.sent())));
    }

    @Proves("message.offline")
    @DisplayName("whoever was offline catches up by seq")
    void whoWasOfflineCatchesUp(Deployment openim, CaughtUp away, Note note) {
        note.says(away.comesBack(
                openim.im().messages(), openim.settings().deadlines().push()));
    }
}
