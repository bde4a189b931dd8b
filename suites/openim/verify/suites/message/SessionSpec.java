package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.IDLE;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Arrived;
import openim.verify.message.HeldMessages;
import openim.verify.message.Kick;
import openim.verify.message.OpenSessions;
import openim.verify.message.OtherDevice;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/** A session that looks open may be deaf. */
@DisplayName("Message send / consume / push verification: sessions hear, and are heard")
public final class SessionSpec {

    @Proves("session.answers")
    @Promise(
            text = "an open session has its requests answered, not only its pings",
            section = MESSAGES,
            suspect = "openim-msggateway",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 190)
    void requestsAreAnswered(OpenSessions sessions, Note note) {
        var receiver = sessions.receiver();

        var told = receiver.session().newestSeqs().withTokenOf(receiver.id());

        told.requireOk(receiver.toString(), "asks for the newest seqs by WebSocket");
        note.says("the newest seqs in " + told.answer().took().toMillis() + " ms");
    }

    @Proves("session.idle")
    @Promise(
            text = "a session that did nothing but ping for a while still hears",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = IDLE,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 360)
    void idleSessionHears(Deployment openim, HeldMessages messages, Note note) {
        note.says(messages.sessions()
                .heldHears(messages.sent(), openim.settings().deadlines().push()));
    }

    @Proves("session.new")
    @Promise(
            text = "a session that was opened just now hears",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 370)
    void newSessionHears(Deployment openim, HeldMessages messages, Note note) {
        var arrived = Arrived.awaited(
                messages.sessions().fresh(),
                messages.sent(),
                openim.settings().deadlines().push());

        note.says(arrived.sent().size() + " messages by WebSocket and by REST");
    }

    @Proves("session.other-device")
    @Promise(
            text = "what a person writes shows on the other device of that person",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 380)
    void otherDeviceIsSynchronised(Deployment openim, OtherDevice other, Note note) {
        var arrived = Arrived.awaited(
                other.second(), other.sent(), openim.settings().deadlines().push());

        note.says(arrived.sent().size() + " messages by WebSocket and by REST on "
                + other.second().platform());
    }

    @Proves("session.kicked")
    @Promise(
            text = "a session whose place another device takes is told so",
            section = MESSAGES,
            suspect = "openim-msggateway",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 200)
    void kickedSessionIsTold(Deployment openim, Build build, AccountRoles cast, OpenSessions sessions, Note note) {
        note.says(Kick.isTold(
                cast.kicked(),
                openim.im(),
                build,
                openim.settings().multiLogin(),
                openim.settings().deadlines().call()));
    }
}
