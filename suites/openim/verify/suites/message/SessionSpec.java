package openim.verify.suites.message;

import openim.verify.message.Arrived;
import openim.verify.message.HeldMessages;
import openim.verify.message.Kick;
import openim.verify.message.OpenSessions;
import openim.verify.message.OtherDevice;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Build;
import openim.verify.target.Cast;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** A session that looks open may be deaf. */
@Tag("full")
@DisplayName("Message send / consume / push verification: sessions hear, and are heard")
final class SessionSpec {

    @Proves("session.answers")
    @DisplayName("an open session has its requests answered")
    void requestsAreAnswered(OpenSessions sessions, Note note) {
        var receiver = sessions.receiver();

        var told = receiver.session().newestSeqs().withTokenOf(receiver.id());

        told.requireOk(receiver.toString(), "asks for the newest seqs by WebSocket");
        note.says("the newest seqs in " + told.answer().took().toMillis() + " ms");
    }

    @Proves("session.idle")
    @DisplayName("a session that only pinged still hears")
    void idleSessionHears(Deployment openim, HeldMessages messages, Note note) {
        note.says(messages.sessions()
                .heldHears(messages.sent(), openim.settings().deadlines().push()));
    }

    @Proves("session.new")
    @DisplayName("a session that was opened just now hears")
    void newSessionHears(Deployment openim, HeldMessages messages, Note note) {
        var arrived = Arrived.awaited(
                messages.sessions().fresh(),
                messages.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.sent().size() + " messages by WebSocket and by REST");
    }

    @Proves("session.other-device")
    @DisplayName("what a person writes shows on the other device")
    void otherDeviceIsSynchronised(Deployment openim, OtherDevice other, Note note) {
        var arrived = Arrived.awaited(
                other.second(), other.sent(), openim.settings().deadlines().push());

        note.says(arrived.sent().size() + " messages by WebSocket and by REST on "
                + other.second().platform());
    }

    @Proves("session.kicked")
    @DisplayName("a session whose place another takes is told so")
    void kickedSessionIsTold(Deployment openim, Build build, Cast cast, OpenSessions sessions, Note note) {
        note.says(Kick.isTold(
                cast.kicked(),
                openim.im(),
                build,
                openim.settings().multiLogin(),
                openim.settings().deadlines().call()));
    }
}
