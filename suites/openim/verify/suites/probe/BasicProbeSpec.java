package openim.verify.suites.probe;

import openim.verify.client.Platform;
import openim.verify.probe.Administration;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: 10002, 10008 and 10009 answer with a judgement of their own")
final class BasicProbeSpec {

    private static final String NUMBER_OF_NOBODY = "00000000000";

    @Proves("probe.api")
    @DisplayName("openim-api judges a junk token")
    void serverJudgesAToken(Deployment openim, Note note) {
        var answer = openim.im().auth().judgesJunk();

        answer.require("a client", Judged.tokenMalformed());
        note.says(answer.description());
    }

    @Proves("probe.chat")
    @DisplayName("chat-api hands out the settings for clients")
    void chatHandsOutClientSettings(Deployment openim, Note note) {
        var answer = openim.chat().clientConfig();

        answer.require("a client", Judged.ok("gets the settings for clients"));
        note.says(answer.description());
    }

    @Proves("probe.admin")
    @DisplayName("admin-api tells the latest version, or, where its release cannot, that nobody is no administrator")
    void adminApiAnswers(Deployment openim, Note note) {
        note.says(Administration.answers(openim.admin()));
    }

    @Proves("probe.chat-rpc")
    @DisplayName("chat-rpc knows that nobody registered a number")
    void chatRpcKnowsThatNobodyHasTheNumber(Deployment openim, Note note) {
        var answer = openim.chat()
                .loginByPhone("+00", NUMBER_OF_NOBODY, "nobody", Platform.WEB)
                .answer();

        answer.require("a client", Judged.noSuchAccount());
        note.says(answer.description());
    }
}
