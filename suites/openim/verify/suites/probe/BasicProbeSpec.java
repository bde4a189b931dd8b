package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.client.Answer;
import openim.verify.message.OpenSessions;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Administrator;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.target.account.RegisteredAccounts.Identity;
import org.junit.jupiter.api.DisplayName;

/** Each process of OpenIMServer that people notice gets a call of its own: some are missed by nobody who only sends messages. */
@DisplayName("Basic probes: each process answers with a judgement of its own")
public final class BasicProbeSpec {

    @Proves("probe.api")
    @Promise(text = "openim-api judges a token", section = PROBES, suspect = "openim-api", askedBy = SMOKE, rank = 130)
    void serverJudgesAToken(Deployment openim, Note note) {
        var answer = openim.im().auth().judgesJunk();

        answer.require("a client", Judged.tokenMalformed());
        note.says(answer.meaning("a junk token is refused as malformed"));
    }

    @Proves("probe.auth")
    @Promise(
            text = "an administrator and a user get tokens",
            section = PROBES,
            suspect = "openim-rpc-auth",
            askedBy = SMOKE,
            rank = 150)
    void tokensAreTheirs(Deployment openim, Administrator admin, Pair pair, Note note) {
        pair.mustOwnTheirTokens(openim.im().auth());

        note.says("tokens for " + admin.id() + ", " + pair.sender() + " and " + pair.receiver());
    }

    @Proves("deployment.identity")
    @Promise(
            text = "it is the deployment of the last good run, with its accounts, messages and files",
            section = PROBES,
            suspect = "mongo",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 160)
    void whatEarlierRunsLeftIsStillThere(Deployment openim, RegisteredAccounts residents, Pair pair, Note note) {
        note.says(new Identity(residents, pair, openim.im()).confirmed());
    }

    @Proves("probe.gateway")
    @Promise(
            text = "the gateway shakes hands, says so in its first frame, and answers a ping",
            section = PROBES,
            suspect = "openim-msggateway",
            needs = "probe.auth",
            askedBy = SMOKE,
            rank = 170)
    void gatewayShakesHandsAndAnswersAPing(OpenSessions sessions, Note note) {
        var pong = sessions.sender().session().ping();

        pong.require(sessions.sender().toString(), Judged.ok("gets a pong for a ping"));
        note.says("handshake and first frame in "
                + sessions.sender().session().answer().took().toMillis() + " ms, pong in "
                + pong.took().toMillis() + " ms");
    }

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

        mustRead(openim.im().friends().list(alice.id(), alice.token()).answer(), pair, "reads the friend list", note);
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

        mustRead(
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

        mustRead(
                openim.im().messages().conversations(alice.id(), alice.token()).answer(),
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
        mustRead(openim.im().objects().partLimit(pair.sender().token()), pair, "reads the limit on upload parts", note);
    }

    private static void mustRead(Answer answer, Pair pair, String promise, Note note) {
        answer.withTokenOf(pair.sender().id()).require(pair.sender().toString(), Judged.okOrNothingThere(promise));
        note.says(answer.meaning("read"));
    }
}
