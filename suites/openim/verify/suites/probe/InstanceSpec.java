package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.message.instances.Posts;
import openim.verify.probe.EachApi;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.ServerInstances;
import org.junit.jupiter.api.DisplayName;

/** Where there are several of a process, one that is dead silences those who meet it, and nobody else. */
@DisplayName("Basic probes: each openim-api and each gateway by itself")
public final class InstanceSpec {

    @Proves("probe.each-api")
    @Promise(
            text = "each openim-api of several judges a token by itself",
            section = PROBES,
            suspect = "openim-api",
            askedBy = SMOKE,
            required = false,
            rank = 140)
    void eachApiJudgesAToken(ServerInstances instances, Note note) {
        note.says(EachApi.judgesAToken(instances.apis()));
    }

    @Proves("probe.each-gateway")
    @Promise(
            text = "each gateway of several shakes hands by itself, says so in its first frame, and answers a ping",
            section = PROBES,
            suspect = "openim-msggateway",
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 180)
    void eachGatewayAnswersAPing(Posts posts, Note note) {
        note.says(posts.allAnswer());
    }
}
