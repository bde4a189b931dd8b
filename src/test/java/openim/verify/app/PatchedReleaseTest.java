package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import openim.verify.app.canary.Watched;
import openim.verify.app.recovery.RehearsedRecoverySession;
import openim.verify.canary.Round;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.Edition;
import openim.verify.target.History;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of 3.8.3-patch.15, which lets people write in anybody's name and mostly tells nobody that he is kicked. */
@Timeout(600)
class PatchedReleaseTest {

    private static final String REFUSED = "message.refused";
    private static final String KICKED = "session.kicked";

    private static ReleasedDeployment released;

    @TempDir
    Path reports;

    @BeforeAll
    static void start() {
        released = ReleasedDeployment.of(Edition.V3_8_3_PATCH_15);
    }

    @AfterAll
    static void end() {
        released.close();
    }

    @AfterEach
    void mend() {
        released.mend();
    }

    @Test
    void isHealthyRunAfterRunAndItsWeaknessesAreNamed() {
        for (int run = 1; run <= 2; run++) {
            var full = released.from(reports).full();

            assertThat(full.run().exitStatus()).as(full.output()).isZero();
            assertThat(full.red()).isEmpty();
            assertThat(full.weak()).as(full.output()).containsExactlyInAnyOrder(REFUSED, KICKED);
            assertThat(full.output()).contains("OpenIMServer v3.8.3-patch.15, ChatServer v1.8.4-patch.5");
            assertThat(full.lastLine()).startsWith("REHEARSAL healthy: ");
            assertThat(full.output()).contains("2 weaknesses of the build: session.kicked and message.refused");
        }
        var smoke = released.from(reports).smoke();
        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.weak()).isEmpty();
    }

    @Test
    void itsWeaknessesAreWeaknessesAlsoToWhoKnowsNothingOfIt() {
        var full = released.from(reports).fromOutside().full(REFUSED, KICKED, "message.order", "file.names");

        assertThat(full.run().exitStatus()).as(full.output()).isZero();
        assertThat(full.weak()).containsExactlyInAnyOrder(REFUSED, KICKED);
        assertThat(full.output()).contains("unknown release");
    }

    @Test
    void whoIsStrictCallsItBroken() {
        var full = released.from(reports).with("openim.strict", "true").full(REFUSED, KICKED, "message.order");

        assertThat(full.red()).as(full.output()).containsExactlyInAnyOrder(REFUSED, KICKED);
        assertThat(full.run().exitStatus()).isEqualTo(1);
    }

    @Test
    void aWeaknessThatTheLastGoodRunDidNotSeeIsRedUntilItIsAccepted() {
        wasOnceGreen();

        var red = released.from(reports).full(REFUSED, "message.order");
        assertThat(red.red()).as(red.output()).containsExactly(REFUSED);
        assertThat(red.run().firstCause().orElseThrow().verdict().summary())
                .contains("the last good run (main) saw it green", "openim.accepted-weaknesses");

        var accepted = released.from(reports)
                .with("openim.accepted-weaknesses", REFUSED)
                .full(REFUSED, "message.order");
        assertThat(accepted.run().exitStatus()).as(accepted.output()).isZero();
        assertThat(accepted.weak()).containsExactly(REFUSED);

        var afterwards = released.from(reports).full(REFUSED, "message.order");
        assertThat(afterwards.run().exitStatus()).as(afterwards.output()).isZero();
    }

    private void wasOnceGreen() {
        var settings = released.from(reports).settings();
        History history = new History(reports);
        history.keep(history.of(settings.endpoints().api(), true).withKept(Map.of(REFUSED, true), "main"));
    }

    @Test
    void deadPushIsRecoveredAndTheGateOpens() {
        var session = released.session(reports).afterAGoodRun();
        released.deployment().kill("openim-push");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        String said = session.said();
        assertThat(ending.exitStatus()).as(said).isZero();
        assertThat(ending.word()).isEqualTo("recovered");
        assertThat(said).contains("mage stop", "mage start", "open");
        assertThat(ending.sentence())
                .as("messages flowed while the gate watched")
                .containsPattern("0 corrupted, 0 duplicated, 0 lost, 0 not stored, 0 not pullable, 0 not pushed,"
                        + " 0 not looked for everywhere, of [1-9][0-9]* messages");
    }

    @Test
    void aCanarySeesItWell() {
        Watched canary = Watched.with(released.from(reports).settings());

        var look = canary.round(Round.MESSAGES).orElseThrow();

        assertThat(look.verdict().isHealthy())
                .as("%s %s", look, canary.faults())
                .isTrue();
        assertThat(canary.told()).isEmpty();
    }
}
