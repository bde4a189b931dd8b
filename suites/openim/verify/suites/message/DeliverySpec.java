package openim.verify.suites.message;

import openim.verify.message.Acknowledged;
import openim.verify.message.Arrived;
import openim.verify.message.Burst;
import openim.verify.message.OpenSessions;
import openim.verify.message.Pulled;
import openim.verify.message.RestMessage;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** The same messages, layer by layer: what the sender was told says nothing about the layers after. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Message send / consume / push verification: what is sent arrives")
final class DeliverySpec {

    @Proves("message.acknowledged")
    @DisplayName("messages sent by WebSocket are acknowledged")
    void sendingIsAcknowledged(Burst burst, Note note) {
        note.says(burst.sent().size() + " messages, each within "
                + burst.slowest().toMillis() + " ms");
    }

    @Proves("message.rest-acknowledged")
    @DisplayName("a message sent by REST is acknowledged")
    void sendingByRestIsAcknowledged(RestMessage sent, Note note) {
        note.says("within " + sent.acknowledgedAfter().toMillis() + " ms");
    }

    @Proves("message.pushed")
    @DisplayName("messages reach a session that is already open")
    void openSessionIsPushedTo(Arrived arrived, Note note) {
        note.says(arrived.sent().size() + " messages, the last "
                + arrived.slowest().toMillis() + " ms after the sending");
    }

    @Proves("message.exactly-once")
    @DisplayName("messages arrive once, in order, byte for byte")
    void messagesArriveOnceInOrder(Deployment openim, Arrived arrived, Burst burst, Note note) {
        var quiet = openim.settings().deadlines().quiet();

        note.says(arrived.staysExactlyOnceInOrder(burst.sent(), quiet) + "; nothing more for " + quiet.toMillis()
                + " ms");
    }

    @Proves("message.pulled")
    @DisplayName("messages are pulled by their seq, by WebSocket and by REST")
    void messagesArePulled(Deployment openim, OpenSessions sessions, Acknowledged sent, Note note) {
        var within = openim.settings().deadlines().push();

        var bySocket =
                Pulled.byWebSocketAndRest(sessions.receiver(), openim.im().messages(), sent.sent(), within);

        note.says(sent.sent().size() + " messages by WebSocket and by REST, newest seq " + bySocket.newestSeq());
    }
}
