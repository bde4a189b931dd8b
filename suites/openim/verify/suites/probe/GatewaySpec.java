package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.message.OpenSessions;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Basic probes: the gateway holds sessions")
public final class GatewaySpec {

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
}
