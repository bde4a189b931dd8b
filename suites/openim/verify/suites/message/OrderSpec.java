package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;

import openim.verify.message.Arrived;
import openim.verify.message.Correspondents;
import openim.verify.message.Inbox;
import openim.verify.message.Pulled.CaughtUp;
import openim.verify.message.Seqs;
import openim.verify.message.Volley;
import openim.verify.message.store.Stored;
import openim.verify.message.store.Stored.StoredMark;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** A volley by WebSocket and by REST in turn: once, in order, under numbers by which whoever was away finds all of it. */
@DisplayName("Message send / consume / push verification: once, in order, and for whoever was away")
public final class OrderSpec {

    private static final int VOLLEY = 10;
    private static final int WHILE_AWAY = 6;

    /** One person writes many in a row, to somebody who listens and to somebody who does not. */
    @Journey
    @Promise(
            check = "message.order",
            text = "messages sent by WebSocket and by REST in turn arrive in the order of sending",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 400)
    @Promise(
            check = "message.no-duplicates",
            text = "none of them arrives twice",
            section = MESSAGES,
            suspect = "openim-push",
            within = QUIET,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 410)
    @Promise(
            check = "message.seq",
            text = "seqs ascend above those that were given out before, and none is given out twice",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 310)
    @Promise(
            check = "message.seq-stored",
            text = "each message is stored once, above what was stored before",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 490)
    @Promise(
            check = "message.offline",
            text = "whoever was offline catches up by seq, to the last message",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 460)
    void manyInARowKeepTheirOrder(
            Deployment openim, Given<Pair> pair, Given<Correspondents> people, Given<AccountRoles> cast, Steps step) {
        var im = openim.im();
        var within = openim.settings().deadlines();

        var storedBefore = step.act(
                "message.seq-stored", () -> StoredMark.of(openim, pair.get().conversation()));

        var volley = step.after(storedBefore).act("message.order", () -> {
            var receiver = people.get().receiver();
            return Volley.mustSend(VOLLEY, people.get().sender(), receiver.id());
        });

        step.check("message.order", note -> {
            var sent = volley.get().sent();
            var arrived = Arrived.mustReach(people.get().receiver(), sent, within.push());

            return note.says(arrived.mustMeet(Inbox.holdsInOrder(sent)) + " in the order of sending");
        });

        step.check("message.no-duplicates", note -> {
            var sent = volley.get().sent();
            var arrived = Arrived.mustReach(people.get().receiver(), sent, within.push());

            return note.says(arrived.mustStayOnce(within.quiet()) + " once; no second copy for "
                    + within.quiet().toMillis() + " ms");
        });

        step.check("message.seq", note -> {
            var sent = volley.get().sent();
            var ascending = Seqs.ascendAbove(volley.get().newestBefore(), sent);
            var arrived = Arrived.mustReach(people.get().receiver(), sent, within.push());

            return note.says(arrived.mustMeetInConversation(ascending));
        });

        step.check("message.seq-stored", note -> {
            var before = storedBefore.get().highest();
            var sent = volley.get().sent();
            var stored = Stored.mustBeInMongo(openim, sent);

            return note.says(stored.mustMeet(Seqs.storedOnceAbove(before, sent)));
        });

        var missed = step.act("message.offline", () -> {
            var sender = people.get().sender();
            return CaughtUp.mustMiss(WHILE_AWAY, sender, cast.get().away(), im);
        });

        step.check("message.offline", note -> note.says(missed.get().mustCatchUp(im.messages(), within.push())));

        step.lend(Volley.class, volley);
    }
}
