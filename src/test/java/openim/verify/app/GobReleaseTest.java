package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.recovery.RehearsedRecoverySession;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.Edition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of 3.8.1, whose gateway speaks gob only: nobody here can tell how it is, and so nobody is accused. */
@Timeout(600)
class GobReleaseTest {

    private static final String WORDS = "the gateway is of a release before 3.8.2, which speaks Go's gob and no JSON";

    private static ReleasedDeployment released;

    @TempDir
    Path reports;

    @BeforeAll
    static void start() {
        released = ReleasedDeployment.of(Edition.V3_8_1);
    }

    @AfterAll
    static void end() {
        released.close();
    }

    @Test
    void messagesAreUnknownAndAllElseIsSeenToBeWell() {
        var full = released.from(reports).full();

        assertThat(full.run().exitStatus()).as(full.output()).isEqualTo(3);
        assertThat(full.red()).as(full.output()).isEmpty();
        assertThat(full.weak()).isEmpty();
        assertThat(full.run().verdict().summary()).startsWith("probe.gateway: " + WORDS);
        assertThat(full.green())
                .contains("probe.api", "probe.auth", "probe.admin", "probe.chat", "admin.login", "chat.login")
                .contains("message.rest-acknowledged", "message.stored", "process.server", "process.chat")
                .contains("file.round-trip", "file.several-parts", "file.names", "file.known-hash", "file.stored");

        var again = released.from(reports).smoke();

        assertThat(again.run().exitStatus()).as(again.output()).isEqualTo(3);
        assertThat(again.red()).as(again.output()).isEmpty();
    }

    @Test
    void theSameIsSaidToWhoKnowsNothingOfIt() {
        var smoke = released.from(reports).fromOutside().smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isEqualTo(3);
        assertThat(smoke.red()).isEmpty();
        assertThat(smoke.run().verdict().summary()).startsWith("probe.gateway: " + WORDS);
        assertThat(smoke.green()).contains("file.round-trip", "probe.admin", "message.rest-acknowledged");
    }

    @Test
    void nothingIsRepairedAndNobodyIsToldToKillAGatewayThatIsWell() {
        var session = released.session(reports);
        var before = released.deployment().part("openim-msggateway").pid();

        RecoveryResult ending = session.recover(RehearsedRecoverySession.BEYOND);

        String said = session.said();
        assertThat(ending.exitStatus()).as(said).isEqualTo(3);
        assertThat(said).contains(WORDS).doesNotContain("hangs", "SIGKILL", "mage stop");
        assertThat(released.deployment().part("openim-msggateway").pid()).isEqualTo(before);
    }
}
