package openim.verify.suites.message;

import java.util.List;
import openim.verify.message.Group;
import openim.verify.message.GroupVolley;
import openim.verify.message.Membership;
import openim.verify.message.OpenSessions;
import openim.verify.message.Stored;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** A group of three of our accounts, from its making to its end. */
@Tag("full")
@DisplayName("Message send / consume / push verification: groups")
final class GroupSpec {

    @Proves("group.created")
    @DisplayName("a group is made, and its members find it among theirs")
    void groupIsMade(Deployment openim, Group group, Note note) {
        note.says(group.isJoined(openim.settings().deadlines().call()));
    }

    @Proves("group.acknowledged")
    @DisplayName("messages to a group are acknowledged, by WebSocket and by REST")
    void sendingIsAcknowledged(GroupVolley sent, Note note) {
        note.says(sent.sent().size() + " messages by WebSocket and by REST in turn");
    }

    @Proves("group.pushed")
    @DisplayName("each member is pushed each message")
    void eachMemberIsPushedTo(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.group()
                .allPushed(sent.sent(), openim.settings().deadlines().push()));
    }

    @Proves("group.order")
    @DisplayName("messages to a group arrive in the order of sending")
    void messagesArriveInOrder(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.arrivesInOrder(openim.settings().deadlines().push()));
    }

    @Proves("group.no-duplicates")
    @DisplayName("none of them arrives twice")
    void noneArrivesTwice(Deployment openim, GroupVolley sent, Note note) {
        var deadlines = openim.settings().deadlines();

        note.says(sent.arrivesOnce(deadlines.push(), deadlines.quiet()));
    }

    @Proves("group.pulled")
    @DisplayName("members pull messages of a group by seq")
    void membersPull(Deployment openim, GroupVolley sent, Note note) {
        note.says(sent.isPulled(
                openim.im().messages(), openim.settings().deadlines().push()));
    }

    @Proves("group.stored")
    @DisplayName("messages to a group are stored in MongoDB")
    void messagesAreStored(Deployment openim, GroupVolley sent, Note note) {
        note.says(Stored.inMongo(openim, sent.sent()).messages().size() + " messages in MongoDB");
    }

    @Proves("group.dismissed")
    @DisplayName("a dismissed group takes no message")
    void dismissedGroupTakesNoMessage(
            Deployment openim, OpenSessions sessions, Membership membership, Group other, Note note) {
        var group = Group.made(
                "openim-verify, to be dismissed", sessions.sender(), List.of(membership.member()), openim.im());

        note.says(group.isDismissed(openim.settings().deadlines().push()));
    }
}
