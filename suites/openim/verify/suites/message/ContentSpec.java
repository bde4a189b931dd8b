package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Arrived;
import openim.verify.message.Inbox;
import openim.verify.message.LargeFrame;
import openim.verify.message.OpenSessions;
import openim.verify.message.Pulled;
import openim.verify.message.Refusals;
import openim.verify.message.Samples;
import openim.verify.message.Volley;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/** What is in a message is nobody's business on the way; what must not be one stays out. */
@DisplayName("Message send / consume / push verification: content and refusals")
public final class ContentSpec {

    @Proves("message.content")
    @Promise(
            text = "any text arrives as it was sent, also one that fills a frame",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 420)
    void anyTextArrivesAsItWasSent(Deployment openim, OpenSessions sessions, Samples samples, Note note) {
        var receiver = sessions.receiver();
        var within = openim.settings().deadlines().push();

        var arrived = Arrived.awaited(receiver, samples.all(), within);
        arrived.require(Inbox.holdsByteForByte(samples.byWebSocket()));
        arrived.require(Inbox.holdsIntact(samples.byRest()));
        var pulled = Pulled.byWebSocket(receiver, samples.all(), within);
        pulled.require(receiver, Inbox.holdsByteForByte(samples.byWebSocket()));
        pulled.require(receiver, Inbox.holdsIntact(samples.byRest()));

        note.says(samples.all().size() + " texts pushed and pulled, the longest of " + samples.longest() + " bytes");
    }

    @Proves("message.too-large")
    @Promise(
            text = "a frame that is too large is refused, and the next message passes",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 430)
    void tooLargeIsRefused(Deployment openim, OpenSessions sessions, AccountRoles cast, Volley settled, Note note) {
        note.says(LargeFrame.isRefused(
                cast.loud(),
                sessions.receiver(),
                openim.im(),
                openim.settings().deadlines().push()));
    }

    @Proves("message.refused")
    @Promise(
            text = "what must not be sent is refused, and arrives nowhere",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 390)
    void refusalsAreRefusals(
            Deployment openim, Build build, OpenSessions sessions, AccountRoles cast, Volley settled, Note note) {
        var refused =
                Refusals.tried(sessions.sender(), sessions.receiver(), cast.nobody(), cast.away(), openim.im(), build);

        note.says(refused.stayUndelivered(openim.settings().deadlines().quiet()));
    }
}
