package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import openim.verify.client.ops.RunningStarts;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
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

    private static final int WIDTH = 160;

    private static final int PERSON_NEEDED = 4;

    private static final Allowances APPLY = new Allowances(true, true, false);

    /** One for each test: what lost its data is not healthy again. */
    private final RehearsalDeployment own = RehearsalDeployment.start();

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Rehearsed rehearsed;

    @BeforeEach
    void healthyAndKnownToBe(@TempDir Path reports) {
        rehearsed = Rehearsed.on(own, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "20s")
                .with("openim.deadline.tool", "40s")
                .with("openim.deadline.run", "120s")
                .with("openim.recover.attempts", "1")
                .with("openim.gate.ladder", "1s,2s");
        Drill.eventually(
                "the rehearsal", "is healthy", () -> rehearsed.smoke().run().exitStatus() == 0);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void aMageThatStartsNothingAndSaysThatAllIsWellEndsWithAPerson() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_STARTS_NOTHING);

        Ending ending = recover();

        assertThat(ending.exitStatus()).as(said()).isEqualTo(PERSON_NEEDED);
        assertThat(said()).contains("exit status 0, and not all runs");
        assertThat(ending.bundle()).isPresent();
    }

    @Test
    void aMageThatWaitsForEverIsEndedAndStartsNothingLater() {
        rehearsed.with("openim.deadline.start", "15s");
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_WAITS_FOR_EVER);

        Ending ending = recover();

        assertThat(ending.exitStatus()).as(said()).isEqualTo(PERSON_NEEDED);
        assertThat(said()).contains("was ended at its deadline of 15 s");
        own.lies().recantAll();
        assertThat(RunningStarts.in(rehearsed.settings().directories().server().orElseThrow()))
                .isEmpty();
        assertThat(own.part("openim-api").state()).isEqualTo(Part.State.DEAD);
    }

    @Test
    void aMageThatTakesItsTimeIsWaitedFor() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.MAGE_TAKES_ITS_TIME);

        assertThat(recover().word()).as(said()).isEqualTo("recovered");
    }

    @Test
    void whatComesBackAndDiesAgainIsNeverRecovered() {
        own.part("openim-push").kill();
        own.lies().tell(Lie.STARTED_DIES_AGAIN);

        Ending ending = recover();

        assertThat(ending.exitStatus()).as(said()).isIn(1, PERSON_NEEDED);
        assertThat(ending.word()).as(said()).isIn("flapping", "shut", "person-needed");
    }

    @Test
    void aDatabaseThatComesBackEmptyIsForAPersonAndNothingIsRestartedOverIt() {
        own.store("mongo").kill();
        own.store("mongo").loseData();

        Ending ending = recover();

        assertThat(ending.exitStatus()).as(said()).isEqualTo(PERSON_NEEDED);
        assertThat(said())
                .contains("start MongoDB")
                .doesNotContain("mage stop in")
                .contains("deployment.identity");
    }

    @Test
    void anEmptyDeploymentOpensNoGateWhereNobodyKnowsWhatItHeld(@TempDir Path elsewhere) {
        own.lies().tell(Lie.COMES_BACK_EMPTY);
        // Whoever knows an account of the app sees that it is gone.
        rehearsed.without("openim.chat.account", "openim.chat.password").with("openim.reports", elsewhere.toString());

        Ending ending = recover();

        assertThat(ending.exitStatus()).as(said()).isEqualTo(3);
        assertThat(ending.sentence()).contains("--accept-first-run");
    }

    private Ending recover() {
        Settings settings = rehearsed.settings();
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new Harness(settings, true, terminal, false).recover(APPLY);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
