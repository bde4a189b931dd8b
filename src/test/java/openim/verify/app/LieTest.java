package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that answers everything and keeps no promise: each lie turns exactly its checks red, the layer that lied first. */
class LieTest {

    private static final Map<Lie, Set<String>> RED = Map.of(
            Lie.ACKNOWLEDGES_WITHOUT_DELIVERING,
                    Set.of("message.in-kafka", "message.pushed", "message.pulled", "message.stored"),
            Lie.DELIVERS_TWICE, Set.of("message.exactly-once"),
            Lie.CORRUPTS, Set.of("message.exactly-once", "message.stored"),
            Lie.STORES_NOTHING, Set.of("message.stored"),
            Lie.RETURNS_ANOTHER_FILE, Set.of("file.round-trip"),
            Lie.UNREACHABLE_EXTERNAL_ADDRESS, Set.of("file.external-address", "file.round-trip"),
            Lie.PLACEHOLDER_EXTERNAL_ADDRESS, Set.of("file.external-address", "file.round-trip"));

    private static final Map<Lie, String> FIRST_CAUSE = Map.of(
            Lie.ACKNOWLEDGES_WITHOUT_DELIVERING, "message.in-kafka",
            Lie.DELIVERS_TWICE, "message.exactly-once",
            Lie.CORRUPTS, "message.exactly-once",
            Lie.STORES_NOTHING, "message.stored",
            Lie.RETURNS_ANOTHER_FILE, "file.round-trip",
            Lie.UNREACHABLE_EXTERNAL_ADDRESS, "file.external-address",
            Lie.PLACEHOLDER_EXTERNAL_ADDRESS, "file.external-address");

    @TempDir
    Path reports;

    private RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void tellTheTruthAgain() {
        deployment.lies().recantAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void turnsExactlyItsChecksRed(Lie lie, Set<String> red) {
        deployment.lies().tell(lie);

        var smoke = Rehearsed.reportingTo(reports).smoke();

        assertThat(smoke.red()).as(smoke.output()).containsExactlyInAnyOrderElementsOf(red);
        assertThat(smoke.run().firstCause().orElseThrow().check().value()).isEqualTo(FIRST_CAUSE.get(lie));
        assertThat(smoke.run().exitStatus()).isEqualTo(1);
    }

    static Stream<Arguments> lies() {
        return RED.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @Test
    void anEmptyDeploymentIsNotTakenForTheOneThatWasThere() {
        try (RehearsalDeployment own = RehearsalDeployment.start()) {
            var rehearsed = Rehearsed.on(own, reports);
            assertThat(rehearsed.smoke().run().exitStatus()).isZero();

            own.lies().tell(Lie.COMES_BACK_EMPTY);
            var smoke = rehearsed.smoke();

            assertThat(smoke.red()).as(smoke.output()).contains("deployment.identity");
            assertThat(smoke.output()).contains("16 of our 16 accounts are gone");
            assertThat(rehearsed.smoke().red())
                    .as("they are not registered again in silence")
                    .contains("deployment.identity");
        }
    }
}
