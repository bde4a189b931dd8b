package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.instances.EveryPair;
import openim.verify.message.instances.Rounds;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** Whoever is on one gateway writes to somebody on another. */
@DisplayName("Message send / consume / push verification: from gateway to gateway")
public final class GatewayRoundSpec {

    @Proves("message.every-gateway")
    @Promise(
            text =
                    "a message from a session on each gateway, and one through each openim-api, is pushed on the next gateway",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "probe.each-gateway",
            askedBy = SMOKE,
            required = false,
            rank = 330)
    void messagesGoRound(Deployment openim, Rounds ring, Note note) {
        note.says(ring.allArrive(openim.settings().deadlines().push()));
    }

    @Proves("message.every-gateway-pair")
    @Promise(
            text = "a message from a session on each gateway is pushed on each other one",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "probe.each-gateway",
            askedBy = FULL,
            required = false,
            rank = 340)
    void messagesReachEachOtherGateway(Deployment openim, EveryPair pairs, Note note) {
        note.says(pairs.rounds().allArrive(openim.settings().deadlines().push()));
    }
}
