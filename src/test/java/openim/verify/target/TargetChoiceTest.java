package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.target.Surroundings.Asked;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.target.TargetChoice.Live;
import openim.verify.target.TargetChoice.Refuse;
import openim.verify.target.TargetChoice.Rehearse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetChoiceTest {

    private static final Surroundings BARE =
            new Surroundings(Asked.NOTHING, List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of());

    private static Surroundings asked(Asked asked, String... namedBy) {
        return new Surroundings(asked, List.of(namedBy), List.of(), List.of(), List.of(), List.of(), "", List.of());
    }

    /** Bare but for one thing, each thing once, with the word by which the refusal must name it. */
    static Stream<Surroundings> oneThingFound() {
        return Stream.of(
                new Surroundings(
                        Asked.NOTHING,
                        List.of(),
                        List.of("OPENIM_SECRET"),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        List.of()),
                new Surroundings(
                        Asked.NOTHING,
                        List.of(),
                        List.of(),
                        List.of(Path.of("openim-verify.yaml")),
                        List.of(),
                        List.of(),
                        "",
                        List.of()),
                new Surroundings(
                        Asked.NOTHING,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("im.example"),
                        List.of(),
                        "",
                        List.of()),
                new Surroundings(
                        Asked.NOTHING,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("openim-chat (exited)"),
                        "",
                        List.of()),
                new Surroundings(
                        Asked.NOTHING,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "permission denied",
                        List.of()),
                new Surroundings(
                        Asked.NOTHING, List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of(10008)));
    }

    @Test
    void mavenRehearsesWhereNothingAtAllWasFound() {
        assertThat(TargetChoice.of(BARE, Asker.MAVEN)).isEqualTo(new Rehearse(false));
    }

    @Test
    void theJarNeverRehearsesByItself() {
        assertThat(TargetChoice.of(BARE, Asker.JAR)).isInstanceOf(Refuse.class);
    }

    @ParameterizedTest
    @MethodSource("oneThingFound")
    void anythingFoundStopsTheBuildAndIsNamed(Surroundings found) {
        TargetChoice choice = TargetChoice.of(found, Asker.MAVEN);

        assertThat(choice).isInstanceOfSatisfying(Refuse.class, refuse -> {
            assertThat(refuse.found()).isEqualTo(found.sentences()).hasSize(1);
            assertThat(refuse.message()).contains(refuse.found().get(0), "openim.host", "openim.target=embedded");
        });
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsToldToRehearseDoesSoWhateverElseIsThere(Asker asker) {
        Surroundings found = new Surroundings(
                Asked.EMBEDDED,
                List.of("openim.host"),
                List.of("OPENIM_HOST"),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of(10002));

        assertThat(TargetChoice.of(found, asker)).isEqualTo(new Rehearse(true));
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentThatIsNamedIsNeverRehearsed(Asker asker) {
        assertThat(TargetChoice.of(asked(Asked.NOTHING, "openim.host"), asker)).isEqualTo(new Live());
        assertThat(TargetChoice.of(asked(Asked.LIVE, "openim.docker.dir"), asker))
                .isEqualTo(new Live());
    }

    @ParameterizedTest
    @EnumSource
    void liveWithoutADeploymentIsRefused(Asker asker) {
        assertThat(TargetChoice.of(asked(Asked.LIVE), asker))
                .isInstanceOfSatisfying(
                        Refuse.class,
                        refuse -> assertThat(refuse.message()).contains("openim.target=live, but no setting"));
    }
}
