package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Acknowledged;
import openim.verify.message.Arrived;
import openim.verify.message.Burst;
import openim.verify.message.OpenSessions;
import openim.verify.message.Pulled;
import openim.verify.message.RestMessage;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** The same messages, layer by layer: what the sender was told says nothing about the layers after. */
@DisplayName("Message send / consume / push verification: what is sent arrives")
public final class DeliverySpec {

    @Proves("message.acknowledged")
    @Promise(
            text = "a message sent by WebSocket is acknowledged",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "probe.gateway",
            askedBy = SMOKE,
            rank = 250)
    void sendingIsAcknowledged(Burst burst, Note note) {
        note.says(burst.sent().size() + " messages, each within "
                + burst.slowest().toMillis() + " ms");
    }

    @Proves("message.rest-acknowledged")
    @Promise(
            text = "a message sent by REST is acknowledged",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 260)
    void sendingByRestIsAcknowledged(RestMessage sent, Note note) {
        note.says("within " + sent.acknowledgedAfter().toMillis() + " ms");
    }

    @Proves("message.pushed")
    @Promise(
            text = "a message reaches a session that is already open",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 320)
    void openSessionIsPushedTo(Arrived arrived, Note note) {
        note.says(arrived.sent().size() + " messages, the last "
                + arrived.slowest().toMillis() + " ms after the sending");
    }

    @Proves("message.exactly-once")
    @Promise(
            text = "a message arrives once, in order, byte for byte",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 440)
    void messagesArriveOnceInOrder(Deployment openim, Arrived arrived, Burst burst, Note note) {
        var quiet = openim.settings().deadlines().quiet();

        note.says(arrived.staysExactlyOnceInOrder(burst.sent(), quiet) + "; nothing more for " + quiet.toMillis()
                + " ms");
    }

    @Proves("message.pulled")
    @Promise(
            text = "a message is pulled by its seq",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 450)
    void messagesArePulled(Deployment openim, OpenSessions sessions, Acknowledged sent, Note note) {
        var within = openim.settings().deadlines().push();

        var bySocket =
                Pulled.byWebSocketAndRest(sessions.receiver(), openim.im().messages(), sent.sent(), within);

        note.says(sent.sent().size() + " messages by WebSocket and by REST, newest seq " + bySocket.newestSeq());
    }
}
