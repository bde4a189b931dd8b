package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Section.PROBES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.instances.Posts;
import openim.verify.message.instances.Rounds;
import openim.verify.probe.Judged;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.ServerInstances;
import org.junit.jupiter.api.DisplayName;

/** Where there are several of a process, one that is dead silences those who meet it, and nobody else. */
@DisplayName("Basic probes: each openim-api and each gateway by itself")
public final class InstanceSpec {

    /** Somebody stands at each gateway, and they write to each other, through each openim-api too. */
    @Journey
    @Promise(
            check = "probe.each-api",
            text = "each openim-api of several judges a token by itself",
            section = PROBES,
            suspect = "openim-api",
            askedBy = SMOKE,
            required = false,
            rank = 140)
    @Promise(
            check = "probe.each-gateway",
            text = "each gateway of several shakes hands by itself, says so in its first frame, and answers a ping",
            section = PROBES,
            suspect = "openim-msggateway",
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 180)
    @Promise(
            check = "message.every-gateway",
            text =
                    "a message from a session on each gateway, and one through each openim-api, is pushed on the next gateway",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "probe.each-gateway",
            askedBy = SMOKE,
            required = false,
            rank = 330)
    @Promise(
            check = "message.every-gateway-pair",
            text = "a message from a session on each gateway is pushed on each other one",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "probe.each-gateway",
            askedBy = FULL,
            required = false,
            rank = 340)
    void eachOfSeveralDoesItsPart(Deployment openim, Given<ServerInstances> instances, Given<Posts> posts, Steps step) {
        var users = openim.im().users();
        var within = openim.settings().deadlines();

        step.check("probe.each-api", note -> note.says(instances.get().apisMustJudgeAToken(Judged.tokenMalformed())));

        step.check("probe.each-gateway", note -> note.says(posts.get().mustAllAnswer()));

        step.check("message.every-gateway", note -> {
            var people = posts.get();
            var ring = Rounds.ring(people, instances.get().apis().all(), users);

            return note.says(ring.mustAllArrive(within.push()));
        });

        step.check("message.every-gateway-pair", note -> {
            var pairs = Rounds.pairs(posts.get(), openim.doors().makers().turn(), users);

            return note.says(pairs.mustAllArrive(within.push()));
        });
    }
}
