package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.runbook.Installation;
import openim.verify.runbook.TheRunbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the smoke says when a part is dead or hung, row by row as measured on a real deployment. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageTest {

    @TempDir
    private static Path reports;

    private final Rehearsed rehearsed = Rehearsed.reportingTo(reports).with("openim.deadline.call", "10s");

    @BeforeAll
    static void registerTheAccountsBeforeTheFaults() {
        Rehearsed.reportingTo(reports).whenHealthy();
    }

    @AfterEach
    void mend() {
        rehearsed.deployment().mend();
    }

    /** Runs last: what befell it was mended each time, so that each row was seen at a deployment that was well before. */
    @Test
    @Order(Integer.MAX_VALUE)
    void afterAllOfThemItIsAsWellAsBefore() {
        Rehearsed.reportingTo(reports).whenHealthy();
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
        RehearsalPart part = rehearsed.deployment().part(outage.part());
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
