package openim.verify.suites.probe;

import openim.verify.message.OpenSessions;
import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: the gateway holds sessions")
final class GatewaySpec {

    @Proves("probe.gateway")
    @DisplayName("the gateway shakes hands, says so, and answers a ping")
    void gatewayShakesHandsAndAnswersAPing(OpenSessions sessions, Note note) {
        var pong = sessions.sender().session().ping();

        pong.require(sessions.sender().toString(), Judged.ok("gets a pong for a ping"));
        note.says("handshake and first frame in "
                + sessions.sender().session().answer().took().toMillis() + " ms, pong in "
                + pong.took().toMillis() + " ms");
    }
}
