package openim.verify.suites.probe;

import openim.verify.client.Answer;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.Pair;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Some rpc processes are missed by nobody who only sends messages: each gets one cheap call of its own. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: each rpc process answers a call of its own")
final class RpcProbeSpec {

    @Proves("probe.friend")
    @DisplayName("rpc-friend reads a friend list")
    void friendListIsRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(openim.im().friends().list(alice.id(), alice.token()).answer(), pair, "reads the friend list", note);
    }

    @Proves("probe.group")
    @DisplayName("rpc-group reads a list of joined groups")
    void joinedGroupsAreRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(
                openim.im().groups().joined(alice.id(), alice.token()).answer(),
                pair,
                "reads the list of joined groups",
                note);
    }

    @Proves("probe.conversation")
    @DisplayName("rpc-conversation reads a conversation list")
    void conversationsAreRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(
                openim.im().conversations().sorted(alice.id(), alice.token()).answer(),
                pair,
                "reads the list of chats",
                note);
    }

    @Proves("probe.third")
    @DisplayName("rpc-third reads the limit on upload parts")
    void partLimitIsRead(Deployment openim, Pair pair, Note note) {
        read(openim.im().objects().partLimit(pair.sender().token()), pair, "reads the limit on upload parts", note);
    }

    private static void read(Answer answer, Pair pair, String promise, Note note) {
        answer.withTokenOf(pair.sender().id()).require(pair.sender().toString(), Judged.okOrNothingThere(promise));
        note.says(answer.description());
    }
}
