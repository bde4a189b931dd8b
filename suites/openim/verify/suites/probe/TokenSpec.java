package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.probe.TokenOwner;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Administrator;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Basic probes: people get tokens, and the tokens say who they are")
public final class TokenSpec {

    @Proves("probe.auth")
    @Promise(
            text = "an administrator and a user get tokens",
            section = PROBES,
            suspect = "openim-rpc-auth",
            askedBy = SMOKE,
            rank = 150)
    void tokensAreTheirs(Deployment openim, Administrator admin, Pair pair, Note note) {
        TokenOwner.require(pair.sender(), openim.im().auth());
        TokenOwner.require(pair.receiver(), openim.im().auth());

        note.says("tokens for " + admin.id() + ", " + pair.sender() + " and " + pair.receiver());
    }
}
