package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.Rehearsed;
import openim.verify.host.RunningStarts;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole recovery by a {@code mage}, and of a database, that fail in all the ways they are known to: never green. */
@Tag("matrix")
@Timeout(900)
class NastyRehearsalTest {

    private static final int PERSON_NEEDED = 4;

    /** One for each test: what lost its data is not healthy again. */
    private final RehearsalDeployment own = RehearsalDeployment.start();

    private RehearsedRecoverySession session;

    @BeforeEach
    void healthyAndKnownToBe(@TempDir Path reports) {
        session = RehearsedRecoverySession.at(Rehearsed.on(own, reports))
                .with("openim.deadline.push", "20s")
                .with("openim.recover.attempts", "1")
                .afterAGoodRun();
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void aMageThatStartsNothingAndSaysThatAllIsWellEndsWithAPerson() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_STARTS_NOTHING);

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
        assertThat(session.said()).contains("exit status 0, and not all runs");
        assertThat(ending.bundle()).isPresent();
    }

    @Test
    void aMageThatWaitsForEverIsEndedAndStartsNothingLater() {
        session.with("openim.deadline.start", "15s");
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_WAITS_FOR_EVER);

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
        assertThat(session.said()).contains("was ended at its deadline of 15 s");
        own.lies().recantAll();
        assertThat(RunningStarts.in(
                        session.rehearsed().settings().directories().server().orElseThrow()))
                .isEmpty();
        assertThat(own.part("openim-api").state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void aMageThatTakesItsTimeIsWaitedFor() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_TAKES_ITS_TIME);

        assertThat(recover().word()).as(session.said()).isEqualTo("recovered");
    }

    @Test
    void whatComesBackAndDiesAgainIsNeverRecovered() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.STARTED_DIES_AGAIN);

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isIn(1, PERSON_NEEDED);
        assertThat(ending.word()).as(session.said()).isIn("flapping", "shut", "person-needed");
    }

    @Test
    void aDatabaseThatComesBackEmptyIsForAPersonAndNothingIsRestartedOverIt() {
        own.store("mongo").kill();
        own.store("mongo").loseData();

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
        assertThat(session.said())
                .contains("start MongoDB")
                .doesNotContain("mage stop in")
                .contains("deployment.identity");
    }

    @Test
    void anEmptyDeploymentOpensNoGateWhereNobodyKnowsWhatItHeld(@TempDir Path elsewhere) {
        own.lies().tell(Lie.COMES_BACK_EMPTY);
        // Whoever knows an account of the app sees that it is gone.
        session.rehearsed()
                .without("openim.chat.account", "openim.chat.password")
                .with("openim.reports", elsewhere.toString());

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(3);
        assertThat(ending.sentence()).contains("--accept-first-run");
        assertThat(ending.next()).hasValueSatisfying(next -> assertThat(next).endsWith(" gate --accept-first-run"));
    }

    private RecoveryResult recover() {
        return session.recover(RehearsedRecoverySession.APPLY);
    }
}
