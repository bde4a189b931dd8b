package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.target.account.RegisteredAccounts.Identity;
import org.junit.jupiter.api.DisplayName;

/** An empty deployment answers everything, and is not a recovered one. */
@DisplayName("Basic probes: it is the deployment that the last good run knew")
public final class IdentitySpec {

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
}
