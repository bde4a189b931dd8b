package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;

import java.util.List;
import openim.verify.message.Correspondents;
import openim.verify.message.Group;
import openim.verify.message.GroupVolley;
import openim.verify.message.Membership;
import openim.verify.message.OpenSessions;
import openim.verify.message.store.Stored;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** A group of three of our accounts, from its making to its end. */
@DisplayName("Message send / consume / push verification: groups")
public final class GroupSpec {

    private static final int TO_THE_GROUP = 6;

    /** It is made, somebody writes to all of it, and another one is dismissed. */
    @Journey
    @Promise(
            check = "group.created",
            text = "a group is made, and its members find it among theirs",
            section = MESSAGES,
            suspect = "openim-rpc-group",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 510)
    @Promise(
            check = "group.acknowledged",
            text = "a message to a group is acknowledged, by WebSocket and by REST",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "group.created",
            askedBy = FULL,
            rank = 520)
    @Promise(
            check = "group.pushed",
            text = "a message to a group reaches each of its members",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 530)
    @Promise(
            check = "group.order",
            text = "messages to a group arrive in the order of sending, with ascending seqs",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 540)
    @Promise(
            check = "group.no-duplicates",
            text = "none of them arrives twice",
            section = MESSAGES,
            suspect = "openim-push",
            within = QUIET,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 550)
    @Promise(
            check = "group.pulled",
            text = "a member pulls the messages of a group by seq",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 560)
    @Promise(
            check = "group.stored",
            text = "a message to a group is stored in MongoDB",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "group.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 570)
    @Promise(
            check = "group.dismissed",
            text = "a dismissed group takes no message",
            section = MESSAGES,
            suspect = "openim-rpc-group",
            within = PUSH,
            needs = "group.created",
            askedBy = FULL,
            rank = 580)
    void aGroupLives(
            Deployment openim,
            Given<OpenSessions> pair,
            Given<Membership> third,
            Given<Correspondents> people,
            Steps step) {
        var im = openim.im();
        var within = openim.settings().deadlines();

        var group = step.act("group.created", () -> {
            var owner = pair.get().sender();
            var members = List.of(pair.get().receiver(), third.get().member());
            return Group.mustMake("openim-verify", owner, members, im);
        });

        step.check("group.created", note -> note.says(group.get().mustBeJoined(within.call())));

        var volley = step.check("group.acknowledged", note -> {
            people.get();
            var ready = group.get();
            third.get().settled(im.users());
            var sent = GroupVolley.mustSend(TO_THE_GROUP, ready);

            note.says(sent.sent().size() + " messages by WebSocket and by REST in turn");
            return sent;
        });

        step.check("group.pushed", note -> note.says(volley.get().mustReachEverybody(within.push())));

        step.check("group.order", note -> note.says(volley.get().mustArriveInOrder(within.push())));

        step.check(
                "group.no-duplicates", note -> note.says(volley.get().mustArriveOnce(within.push(), within.quiet())));

        step.check("group.pulled", note -> note.says(volley.get().mustBePulled(im.messages(), within.push())));

        step.check("group.stored", note -> {
            var stored = Stored.mustBeInMongo(openim, volley.get().sent());

            return note.says(stored.messages().size() + " messages in MongoDB");
        });

        step.check("group.dismissed", note -> {
            var owner = pair.get().sender();
            var member = third.get().member();
            group.get();
            var another = Group.mustMake("openim-verify, to be dismissed", owner, List.of(member), im);

            return note.says(another.mustBeDismissed(within.push()));
        });

        step.lend(GroupVolley.class, volley);
    }
}
