package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.client.Platform;
import openim.verify.probe.Administration;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Basic probes: 10002, 10008 and 10009 answer with a judgement of their own")
public final class BasicProbeSpec {

    private static final String NUMBER_OF_NOBODY = "00000000000";

    @Proves("probe.api")
    @Promise(text = "openim-api judges a token", section = PROBES, suspect = "openim-api", askedBy = SMOKE, rank = 130)
    void serverJudgesAToken(Deployment openim, Note note) {
        var answer = openim.im().auth().judgesJunk();

        answer.require("a client", Judged.tokenMalformed());
        note.says(answer.meaning("a junk token is refused as malformed"));
    }

    @Proves("probe.chat")
    @Promise(
            text = "chat-api answers with a judgement of its own",
            section = PROBES,
            suspect = "chat-api",
            askedBy = SMOKE,
            rank = 720)
    void chatHandsOutClientSettings(Deployment openim, Note note) {
        var answer = openim.chat().clientConfig();

        answer.require("a client", Judged.ok("gets the settings for clients"));
        note.says(answer.meaning("clients are given their settings"));
    }

    @Proves("probe.admin")
    @Promise(
            text = "admin-api answers with a judgement of its own",
            section = PROBES,
            suspect = "admin-api",
            askedBy = SMOKE,
            rank = 710)
    void adminApiAnswers(Deployment openim, Note note) {
        note.says(Administration.answers(openim.admin()));
    }

    @Proves("probe.chat-rpc")
    @Promise(
            text = "chat-rpc knows that a number is not registered",
            section = PROBES,
            suspect = "chat-rpc",
            askedBy = SMOKE,
            rank = 730)
    void chatRpcKnowsThatNobodyHasTheNumber(Deployment openim, Note note) {
        var answer = openim.chat()
                .loginByPhone("+00", NUMBER_OF_NOBODY, "nobody", Platform.WEB)
                .answer();

        answer.require("a client", Judged.noSuchAccount());
        note.says(answer.meaning("a number of nobody is said to be unregistered"));
    }
}
