package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
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

    @TempDir
    Path reports;

    private RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void tellTheTruthAgain() {
        deployment.lies().recantAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void turnsExactlyItsChecksRed(Lie lie, String firstCause, Set<String> red) {
        deployment.lies().tell(lie);

        var smoke = Rehearsed.reportingTo(reports).smoke();

        assertThat(smoke.red()).as(smoke.output()).containsExactlyInAnyOrderElementsOf(red);
        assertThat(smoke.run().firstCause().orElseThrow().check().value())
                .as(smoke.output())
                .isEqualTo(firstCause);
        assertThat(smoke.run().exitStatus()).isEqualTo(1);
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie(
                        Lie.ACKNOWLEDGES_WITHOUT_DELIVERING,
                        "message.in-kafka",
                        "message.pushed",
                        "message.pulled",
                        "message.stored"),
                lie(Lie.DELIVERS_TWICE, "message.exactly-once"),
                lie(Lie.PUSHES_UNDER_ANOTHER_NAME, "message.exactly-once"),
                lie(Lie.PUSHES_IN_ANOTHER_CONVERSATION, "message.exactly-once"),
                lie(Lie.PULLS_OTHER_WORDS, "message.pulled"),
                lie(Lie.CORRUPTS, "message.exactly-once", "message.pulled", "message.stored"),
                lie(Lie.STORES_NOTHING, "message.stored"),
                lie(Lie.RETURNS_ANOTHER_FILE, "file.round-trip"),
                lie(Lie.LINKS_TO_ANOTHER_HOST, "file.link"),
                lie(Lie.UNREACHABLE_EXTERNAL_ADDRESS, "file.external-address", "file.round-trip"),
                lie(Lie.PLACEHOLDER_EXTERNAL_ADDRESS, "file.external-address", "file.round-trip"));
    }

    private static Arguments lie(Lie lie, String firstCause, String... followers) {
        return Arguments.of(
                lie,
                firstCause,
                Stream.concat(Stream.of(firstCause), Stream.of(followers)).collect(Collectors.toSet()));
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
