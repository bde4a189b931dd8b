package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of 3.8.2, which lets people write in anybody's name, and tells whom it kicks. */
@Timeout(600)
class OlderReleaseTest {

    /** What there is to look at only where there are several of a process. */
    private static final String OF_SEVERAL = "probe\\.each-.*|message\\.every-gateway.*";

    private static final String REFUSED = "message.refused";
    private static final String KICKED = "session.kicked";

    private static ReleasedDeployment released;

    @TempDir
    Path reports;

    @BeforeAll
    static void start() {
        released = ReleasedDeployment.of(Edition.V3_8_2);
    }

    @AfterAll
    static void end() {
        released.close();
    }

    @AfterEach
    void tellTheTruthAgain() {
        released.deployment().lies().recantAll();
    }

    @Test
    void isHealthyRunAfterRunAndItsWeaknessIsNamed() {
        for (int run = 1; run <= 2; run++) {
            var full = released.from(reports).full();

            assertThat(full.run().exitStatus()).as(full.output()).isZero();
            assertThat(full.red()).isEmpty();
            assertThat(full.weak()).as(full.output()).containsExactly(REFUSED);
            assertThat(full.notHere())
                    .as(full.output())
                    .filteredOn(check -> !check.startsWith("public.") && !check.matches(OF_SEVERAL))
                    .containsExactlyInAnyOrder("message.failed-inserts", "process.containers");
            assertThat(full.output()).contains("1 weakness of the build: message.refused");
        }
    }

    @Test
    void whatThisReleaseDoesWellIsBrokenWhereItIsKnownAndElseMayBeAWeakness() {
        released.deployment().lies().tell(Lie.KICKS_WITHOUT_A_WORD);

        var inside = released.from(reports).full(KICKED);
        assertThat(inside.red()).as(inside.output()).containsExactly(KICKED);
        assertThat(inside.run().firstCause().orElseThrow().verdict().summary())
                .contains("which a build of v3.8.2 does not do when it is well");

        var outside = released.from(reports).fromOutside().full(KICKED, "session.answers");
        assertThat(outside.weak()).as(outside.output()).containsExactly(KICKED);
    }

    @Test
    void whoDoesNotKnowTheReleaseLooksFiveTimesBeforeHeSaysThatItTells() {
        var full = released.from(reports).fromOutside().full(KICKED);

        assertThat(full.green()).as(full.output()).containsExactly(KICKED);
        assertThat(full.output()).contains("5 times of 5 it was told");
    }
}
