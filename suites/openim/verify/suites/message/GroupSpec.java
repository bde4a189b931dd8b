package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;

import java.util.List;
import openim.verify.message.Group;
import openim.verify.message.GroupVolley;
import openim.verify.message.Membership;
import openim.verify.message.OpenSessions;
import openim.verify.message.store.Stored;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** A group of three of our accounts, from its making to its end. */
@DisplayName("Message send / consume / push verification: groups")
public final class GroupSpec {

    @Proves("group.created")
    @Promise(
            text = "a group is made, and its members find it among theirs",
            section = MESSAGES,
            suspect = "openim-rpc-group",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 510)
    void groupIsMade(Deployment openim, Group group, Note note) {
        note.says(group.isJoined(openim.settings().deadlines().call()));
    }

    @Proves("group.acknowledged")
    @Promise(
            text = "a message to a group is acknowledged, by WebSocket and by REST",
            section = MESSAGES,
            suspect = "openim-rpc-msg",
            needs = "group.created",
            askedBy = FULL,
            rank = 520)
    void sendingIsAcknowledged(GroupVolley sent, Note note) {
        note.says(sent.sent().size() + " messages by WebSocket and by REST in turn");
    }

    @Proves("group.pushed")
    @Promise(
            text = "a message to a group reaches each of its members",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 530)
    void eachMemberIsPushedTo(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.group()
                .allPushed(sent.sent(), openim.settings().deadlines().push()));
    }

    @Proves("group.order")
    @Promise(
            text = "messages to a group arrive in the order of sending, with ascending seqs",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 540)
    void messagesArriveInOrder(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.arrivesInOrder(openim.settings().deadlines().push()));
    }

    @Proves("group.no-duplicates")
    @Promise(
            text = "none of them arrives twice",
            section = MESSAGES,
            suspect = "openim-push",
            within = QUIET,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 550)
    void noneArrivesTwice(Deployment openim, GroupVolley sent, Note note) {
        var deadlines = openim.settings().deadlines();

        note.says(sent.arrivesOnce(deadlines.push(), deadlines.quiet()));
    }

    @Proves("group.pulled")
    @Promise(
            text = "a member pulls the messages of a group by seq",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = PUSH,
            needs = "group.acknowledged",
            askedBy = FULL,
            rank = 560)
    void membersPull(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.isPulled(
                openim.im().messages(), openim.settings().deadlines().push()));
    }

    @Proves("group.stored")
    @Promise(
            text = "a message to a group is stored in MongoDB",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "group.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 570)
    void messagesAreStored(Deployment openim, GroupVolley sent, Note note) {
        note.says(Stored.inMongo(openim, sent.sent()).messages().size() + " messages in MongoDB");
    }

    @Proves("group.dismissed")
    @Promise(
            text = "a dismissed group takes no message",
            section = MESSAGES,
            suspect = "openim-rpc-group",
            within = PUSH,
            needs = "group.created",
            askedBy = FULL,
            rank = 580)
    void dismissedGroupTakesNoMessage(
            Deployment openim, OpenSessions sessions, Membership membership, Group other, Note note) {
        var group = Group.made(
                "openim-verify, to be dismissed", sessions.sender(), List.of(membership.member()), openim.im());

        note.says(group.isDismissed(openim.settings().deadlines().push()));
    }
}
