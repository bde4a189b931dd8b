package openim.verify.suites.message;

import openim.verify.message.Acknowledged;
import openim.verify.message.Arrived;
import openim.verify.message.OpenSessions;
import openim.verify.message.Pulled;
import openim.verify.message.Sent;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** The same messages, layer by layer: what the sender was told says nothing about the layers after. */
@Tag("smoke")
@DisplayName("Message send / consume / push verification: what is sent arrives")
final class DeliverySpec {

    @Proves("message.acknowledged")
    @DisplayName("messages sent by WebSocket are acknowledged")
    void sendingIsAcknowledged(Sent sent, Note note) {
        note.says(sent.dispatches().size() + " messages, each within "
                + sent.slowest().toMillis() + " ms");
    }

    @Proves("message.rest-acknowledged")
    @DisplayName("a message sent by REST is acknowledged")
    void sendingByRestIsAcknowledged(Sent.ByRest sent, Note note) {
        note.says("within " + sent.dispatch().acknowledgedAfter().toMillis() + " ms");
    }

    @Proves("message.pushed")
    @DisplayName("messages reach a session that is already open")
    void openSessionIsPushedTo(Arrived arrived, Note note) {
        note.says(arrived.sent().size() + " messages, the last " + arrived.slowest().toMillis() + " ms after the sending");
    }

    @Proves("message.exactly-once")
    @DisplayName("messages arrive once, in order, byte for byte")
    void messagesArriveOnceInOrder(Deployment openim, Arrived arrived, Sent sent, Note note) {
        var quiet = openim.settings().deadlines().quiet();

        note.says(arrived.staysExactlyOnceInOrder(sent.dispatches(), quiet)
                + "; nothing more for " + quiet.toMillis() + " ms");
    }

    @Proves("message.pulled")
    @DisplayName("messages are pulled by their seq, by WebSocket and by REST")
    void messagesArePulled(Deployment openim, OpenSessions sessions, Acknowledged sent, Note note) {
        var within = openim.settings().deadlines().push();

        var bySocket = Pulled.byWebSocket(sessions, sent.dispatches(), within);
        Pulled.byRest(sessions.pair(), openim.messages(), sent.dispatches(), within);

        note.says(sent.dispatches().size() + " messages by WebSocket and by REST, newest seq " + bySocket.newestSeq());
    }
}
