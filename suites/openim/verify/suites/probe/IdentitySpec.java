package openim.verify.suites.probe;

import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.Identity;
import openim.verify.target.Pair;
import openim.verify.target.Residents;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** An empty deployment answers everything, and is not a recovered one. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Basic probes: it is the deployment that the last good run knew")
final class IdentitySpec {

    @Proves("deployment.identity")
    @DisplayName("our accounts, messages and files of earlier runs are still there")
    void whatEarlierRunsLeftIsStillThere(Deployment openim, Residents residents, Pair pair, Note note) {
        note.says(new Identity(residents, pair, openim.im()).confirmed());
    }
}
