package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.rehearsal.Part;
import openim.verify.runbook.Installation;
import openim.verify.runbook.TheRunbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the smoke says when a part is dead or hung, row by row as measured on a real deployment. */
class OutageTest {

    @TempDir
    Path reports;

    private Rehearsed rehearsed;

    @BeforeEach
    void registerTheAccountsBeforeTheFault() {
        rehearsed = Rehearsed.reportingTo(reports).with("openim.deadline.call", "3s");
        heal();
    }

    @AfterEach
    void heal() {
        rehearsed.deployment().mend();
        Eventually.within(Deadline.in(Rehearsed.PATIENCE), "the rehearsal")
                .sees(
                        rehearsed::smoke,
                        Expectation.of(
                                "is healthy again",
                                smoke -> smoke.run().exitStatus() == 0
                                        ? Judgement.met("healthy")
                                        : Judgement.notYet(smoke.lastLine())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatIsBrokenIsRedAndTheRestIsNot(Outage outage) {
        strike(outage);

        var smoke = rehearsed.smoke();

        assertThat(smoke.red()).as(smoke.output()).containsAll(outage.red());
        assertThat(smoke.green()).as(smoke.output()).containsAll(outage.green());
        assertThat(smoke.run().exitStatus()).isEqualTo(1);
        assertThat(smoke.lastLine()).startsWith("REHEARSAL unhealthy: ").hasSizeLessThanOrEqualTo(160);
        var diagnosis =
                Diagnosis.of(TheRunbook.read(), Installation.SOURCE, smoke.run().observations());
        assertThat(diagnosis.causes())
                .as("%s of%n%s", diagnosis, smoke.output())
                .isNotEmpty();
        assertThat(diagnosis.causes().get(0).mayBe(outage.truth()))
                .as("%s of%n%s", diagnosis, smoke.output())
                .isTrue();
        assertThat(smoke.run().verdict().summary())
                .as("what a smoke says is what a recovery would say")
                .startsWith((diagnosis.causes().get(0).seenDirectly() ? "" : "probably ")
                        + diagnosis.causes().get(0));
        assertThat(smoke.output()).contains("CAUSE  ").contains("next: ");
    }

    @Tag("matrix")
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyMeasuredRowIsSeenAsMeasured(Outage outage) {
        whatIsBrokenIsRedAndTheRestIsNot(outage);
    }

    private void strike(Outage outage) {
        Part part = rehearsed.deployment().part(outage.part());
        if (outage.hung()) {
            part.hang();
        } else {
            part.kill();
        }
    }

    static Stream<Outage> shapes() {
        return Outage.shapes();
    }

    static Stream<Outage> rows() {
        return Stream.concat(Outage.allKilled(), Outage.allHung());
    }
}
