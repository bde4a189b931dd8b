package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.STORED;

import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.user.Sent;
import openim.verify.message.Arrived;
import openim.verify.message.Arrived.Unread;
import openim.verify.message.Correspondents;
import openim.verify.message.OpenSessions;
import openim.verify.message.Pulled;
import openim.verify.message.Text;
import openim.verify.message.kafka.InKafka;
import openim.verify.message.store.Stored;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** What the sender was told says nothing about the layers after: each is looked at by itself. */
@DisplayName("Message send / consume / push verification: what is sent arrives, and is kept")
public final class DeliverySpec {

    private static final int BURST = 3;

    /** The way of a message, in the order in which OpenIM takes it. */
    @Journey
    @Promise(
            check = "message.acknowledged",
            text = "a message sent by WebSocket is acknowledged",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "probe.gateway",
            askedBy = SMOKE,
            rank = 250)
    @Promise(
            check = "message.rest-acknowledged",
            text = "a message sent by REST is acknowledged",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 260)
    @Promise(
            check = "message.in-kafka",
            text = "an acknowledged message is in Kafka's topic toRedis",
            section = MESSAGES,
            suspect = "kafka",
            within = STORED,
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 270)
    @Promise(
            check = "message.pushed",
            text = "a message reaches a session that is already open",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 320)
    @Promise(
            check = "message.exactly-once",
            text = "a message arrives once, in order, byte for byte",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 440)
    @Promise(
            check = "message.pulled",
            text = "a message is pulled by its seq",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = SMOKE,
            rank = 450)
    @Promise(
            check = "message.stored",
            text = "an acknowledged message is stored in MongoDB",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 470)
    @Promise(
            check = "message.read-receipt",
            text = "whoever wrote a message is told when its receiver has read it",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            within = PUSH,
            needs = "message.pushed",
            askedBy = FULL,
            required = false,
            rank = 445)
    void aMessageTravels(
            Deployment openim, Given<Pair> pair, Given<OpenSessions> people, Given<InKafka> kafka, Steps step) {
        var im = openim.im();
        var within = openim.settings().deadlines();

        // Where Kafka's topic ends is known before anything is sent, if it can be.
        var sent = step.after(kafka).check("message.acknowledged", note -> {
            var burst = people.get().settled(im.users()).mustSend(BURST);

            note.says(burst.size() + " messages, each within "
                    + Sent.slowest(burst).toMillis() + " ms");
            return burst;
        });

        // REST needs no gateway; but where there are open sessions, its message is to reach them too.
        var sentByRest = step.after(kafka).check("message.rest-acknowledged", note -> {
            var sender = pair.get().sender();
            people.ifHad().ifPresent(open -> open.settled(im.users()));
            var message =
                    sender.mustSendByRest(Text.fresh("by REST"), pair.get().receiver());

            note.says("within " + message.acknowledgedAfter().toMillis() + " ms");
            return List.of(message);
        });

        var acknowledged = Given.together(sent, sentByRest);

        step.check("message.in-kafka", note -> {
            var topic = kafka.get();

            return note.says(topic.mustHold(acknowledged.get(), Deadline.in(within.stored())));
        });

        var arrived = step.check("message.pushed", note -> {
            var receiver = people.get().receiver();
            var pushed = Arrived.mustReach(receiver, acknowledged.get(), within.push());

            note.says(pushed.sent().size() + " messages, the last "
                    + pushed.slowest().toMillis() + " ms after the sending");
            return pushed;
        });

        step.check("message.exactly-once", note -> {
            var once = arrived.get().mustStayExactlyOnceInOrder(sent.get(), within.quiet());

            return note.says(once + "; nothing more for " + within.quiet().toMillis() + " ms");
        });

        step.check("message.pulled", note -> {
            var receiver = people.get().receiver();
            var messages = acknowledged.get();
            var pulled = Pulled.mustPullByBoth(receiver, im.messages(), messages, within.push());

            return note.says(messages.size() + " messages by WebSocket and by REST, newest seq " + pulled.newestSeq());
        });

        step.check("message.stored", note -> {
            var owners = pair.get();
            // Asked while messages are still being sent: a silent one takes its time.
            var inMongo = Stored.isToBeSeenInMongo(openim);
            // What was pushed is mostly stored by then, so that one search is enough.
            var stored = Stored.mustBeFound(openim, owners, acknowledged.get(), inMongo, arrived::ifHad);

            return note.says(stored.messages().size() + " messages " + stored.how());
        });

        // A message of its own: the server forgets in Redis what is marked as read, and nobody finds it there.
        var unread = step.after(arrived).act("message.acknowledged", () -> {
            var sessions = people.get();
            sent.get();
            arrived.get();
            return Unread.mustBePushed(sessions.sender(), sessions.receiver(), im.users(), within.push());
        });

        step.check(
                "message.read-receipt", note -> note.says(unread.get().mustBeReported(im.messages(), within.push())));

        step.lend(Arrived.class, arrived);
        step.lend(Correspondents.class, () -> {
            sent.get();
            arrived.ifHad();
            return new Correspondents(people.get());
        });
    }
}
