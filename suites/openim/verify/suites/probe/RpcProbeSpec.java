package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.client.Answer;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** Some rpc processes are missed by nobody who only sends messages: each gets one cheap call of its own. */
@DisplayName("Basic probes: each rpc process answers a call of its own")
public final class RpcProbeSpec {

    @Proves("probe.friend")
    @Promise(
            text = "the friend list is read",
            section = PROBES,
            suspect = "openim-rpc-friend",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 210)
    void friendListIsRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(openim.im().friends().list(alice.id(), alice.token()).answer(), pair, "reads the friend list", note);
    }

    @Proves("probe.group")
    @Promise(
            text = "the list of joined groups is read",
            section = PROBES,
            suspect = "openim-rpc-group",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 220)
    void joinedGroupsAreRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(
                openim.im().groups().joined(alice.id(), alice.token()).answer(),
                pair,
                "reads the list of joined groups",
                note);
    }

    @Proves("probe.conversation")
    @Promise(
            text = "the conversation list is read",
            section = PROBES,
            suspect = "openim-rpc-conversation",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 230)
    void conversationsAreRead(Deployment openim, Pair pair, Note note) {
        var alice = pair.sender();

        read(
                openim.im().conversations().sorted(alice.id(), alice.token()).answer(),
                pair,
                "reads the list of chats",
                note);
    }

    @Proves("probe.third")
    @Promise(
            text = "the limit on upload parts is read",
            section = PROBES,
            suspect = "openim-rpc-third",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 240)
    void partLimitIsRead(Deployment openim, Pair pair, Note note) {
        read(openim.im().objects().partLimit(pair.sender().token()), pair, "reads the limit on upload parts", note);
    }

    private static void read(Answer answer, Pair pair, String promise, Note note) {
        answer.withTokenOf(pair.sender().id()).require(pair.sender().toString(), Judged.okOrNothingThere(promise));
        note.says(answer.meaning("read"));
    }
}
