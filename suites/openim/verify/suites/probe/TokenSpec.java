package openim.verify.suites.probe;

import openim.verify.probe.TokenOwner;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Administrator;
import openim.verify.target.Deployment;
import openim.verify.target.Pair;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: people get tokens, and the tokens say who they are")
final class TokenSpec {

    @Proves("probe.auth")
    @DisplayName("an administrator and a user get tokens that are theirs")
    void tokensAreTheirs(Deployment openim, Administrator admin, Pair pair, Note note) {
        TokenOwner.require(pair.sender(), openim.im().auth());
        TokenOwner.require(pair.receiver(), openim.im().auth());

        note.says("tokens for " + admin.id() + ", " + pair.sender() + " and " + pair.receiver());
    }
}
