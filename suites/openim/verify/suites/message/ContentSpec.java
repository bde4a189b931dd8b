package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Arrived;
import openim.verify.message.Correspondents;
import openim.verify.message.Inbox;
import openim.verify.message.LargeFrame;
import openim.verify.message.Pulled;
import openim.verify.message.Refusals;
import openim.verify.message.Text.Samples;
import openim.verify.message.Volley;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/** What is in a message is nobody's business on the way; what must not be one stays out. */
@DisplayName("Message send / consume / push verification: content and refusals")
public final class ContentSpec {

    /** Odd texts pass; what is too large, or is nobody's to send, does not. */
    @Journey
    @Promise(
            check = "message.content",
            text = "any text arrives as it was sent, also one that fills a frame",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 420)
    @Promise(
            check = "message.too-large",
            text = "a frame that is too large is refused, and the next message passes",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 430)
    @Promise(
            check = "message.refused",
            text = "what must not be sent is refused, and arrives nowhere",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 390)
    void whatIsAMessageArrives(
            Deployment openim,
            Given<Build> build,
            Given<Correspondents> people,
            Given<AccountRoles> cast,
            Given<Volley> volley,
            Steps step) {
        var im = openim.im();
        var within = openim.settings().deadlines();

        step.check("message.content", note -> {
            var receiver = people.get().receiver();
            var samples = Samples.mustSend(people.get().sender(), receiver);

            var arrived = Arrived.mustReach(receiver, samples.all(), within.push());
            arrived.mustMeet(Inbox.holdsByteForByte(samples.byWebSocket()));
            arrived.mustMeet(Inbox.holdsIntact(samples.byRest()));
            var pulled = Pulled.mustPullByWebSocket(receiver, samples.all(), within.push());
            pulled.mustMeet(receiver, Inbox.holdsByteForByte(samples.byWebSocket()));
            pulled.mustMeet(receiver, Inbox.holdsIntact(samples.byRest()));

            return note.says(
                    samples.all().size() + " texts pushed and pulled, the longest of " + samples.longest() + " bytes");
        });

        // A refusal says something where ordinary messages are taken, both ways.
        step.check("message.too-large", note -> {
            var receiver = people.get().receiver();
            var loud = cast.get().loud();
            volley.get();

            return note.says(LargeFrame.mustBeRefused(loud, receiver, im, within.push()));
        });

        step.check("message.refused", note -> {
            var pair = people.get();
            var others = cast.get();
            volley.get();
            var refused =
                    Refusals.mustBe(pair.sender(), pair.receiver(), others.nobody(), others.away(), im, build.get());

            return note.says(refused.mustStayUndelivered(within.quiet()));
        });
    }
}
