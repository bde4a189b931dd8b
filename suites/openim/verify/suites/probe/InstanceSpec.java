package openim.verify.suites.probe;

import openim.verify.message.Posts;
import openim.verify.probe.EachApi;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Where there are several of a process, one that is dead silences those who meet it, and nobody else. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: each openim-api and each gateway by itself")
final class InstanceSpec {

    @Proves("probe.each-api")
    @DisplayName("each openim-api judges a junk token")
    void eachApiJudgesAToken(Deployment openim, Note note) {
        note.says(EachApi.judgesAToken(
                openim.doors().apis(), openim.settings().endpoints().apis()));
    }

    @Proves("probe.each-gateway")
    @DisplayName("each gateway shakes hands, says so, and answers a ping")
    void eachGatewayAnswersAPing(Posts posts, Note note) {
        note.says(posts.allAnswer());
    }
}
