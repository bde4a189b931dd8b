package openim.verify.suites.probe;

import openim.verify.client.Answer;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Administrator;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Some rpc processes are missed by nobody who only sends messages: each gets one cheap call of its own. */
@Tag("smoke")
@DisplayName("Basic probes: each rpc process answers a call of its own")
final class RpcProbeSpec {

    @Proves("probe.friend")
    @DisplayName("rpc-friend reads a friend list")
    void friendListIsRead(Deployment openim, Administrator admin, Note note) {
        judged(openim.im().friends().list(admin.id(), admin.token()).answer(), "reads his friend list", note);
    }

    @Proves("probe.group")
    @DisplayName("rpc-group reads a list of joined groups")
    void joinedGroupsAreRead(Deployment openim, Administrator admin, Note note) {
        judged(openim.im().groups().joined(admin.id(), admin.token()).answer(), "reads the groups he joined", note);
    }

    @Proves("probe.conversation")
    @DisplayName("rpc-conversation reads a conversation list")
    void conversationsAreRead(Deployment openim, Administrator admin, Note note) {
        judged(openim.im().conversations().sorted(admin.id(), admin.token()).answer(), "reads his conversations", note);
    }

    @Proves("probe.third")
    @DisplayName("rpc-third reads the limit on upload parts")
    void partLimitIsRead(Deployment openim, Administrator admin, Note note) {
        judged(openim.im().objects().partLimit(admin.token()), "reads the limit on upload parts", note);
    }

    private static void judged(Answer answer, String promise, Note note) {
        answer.require("the administrator", Judged.ok(promise));
        note.says(answer.description());
    }
}
