package openim.verify.suites.message;

import openim.verify.message.Rounds;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Whoever is on one gateway writes to somebody on another. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Message send / consume / push verification: from gateway to gateway")
final class GatewayRoundSpec {

    @Proves("message.every-gateway")
    @DisplayName("a message from each gateway, and through each openim-api, is pushed on the next gateway")
    void messagesGoRound(Deployment openim, Rounds ring, Note note) {
        note.says(ring.allArrive(openim.settings().deadlines().push()));
    }
}
