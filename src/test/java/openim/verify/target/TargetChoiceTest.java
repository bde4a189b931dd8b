package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.Presence;
import openim.verify.config.setting.TargetMode;
import openim.verify.target.TargetChoice.Asker;
import openim.verify.target.TargetChoice.Live;
import openim.verify.target.TargetChoice.Refuse;
import openim.verify.target.TargetChoice.Rehearse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetChoiceTest {

    private static final Path REPORTS = Path.of("reports");

    private static final Presence NOTHING_SET =
            new Presence(Optional.empty(), List.of(), List.of(), List.of(), REPORTS);

    private static final Surroundings BARE = found(NOTHING_SET);

    private static Surroundings found(Presence settings) {
        return new Surroundings(settings, List.of(), List.of(), "", List.of());
    }

    private static Surroundings asked(Optional<TargetMode> target, String... namedBy) {
        return found(new Presence(target, List.of(namedBy), List.of(), List.of(), REPORTS));
    }

    /** Bare but for one thing, each thing once. */
    static Stream<Surroundings> oneThingFound() {
        return Stream.of(
                found(new Presence(Optional.empty(), List.of(), List.of("OPENIM_SECRET"), List.of(), REPORTS)),
                found(new Presence(
                        Optional.empty(), List.of(), List.of(), List.of(Path.of("openim-verify.yaml")), REPORTS)),
                new Surroundings(NOTHING_SET, List.of("im.example"), List.of(), "", List.of()),
                new Surroundings(NOTHING_SET, List.of(), List.of("openim-chat (exited)"), "", List.of()),
                new Surroundings(NOTHING_SET, List.of(), List.of(), "permission denied", List.of()),
                new Surroundings(NOTHING_SET, List.of(), List.of(), "", List.of(10008)));
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
        Presence told =
                new Presence(Optional.of(TargetMode.EMBEDDED), List.of(), List.of("OPENIM_HOST"), List.of(), REPORTS);
        Surroundings found = new Surroundings(told, List.of("im.example"), List.of(), "", List.of(10002));

        assertThat(TargetChoice.of(found, asker)).isEqualTo(new Rehearse(true));
    }

    @ParameterizedTest
    @EnumSource
    void aDeploymentThatIsNamedIsNeverRehearsed(Asker asker) {
        assertThat(TargetChoice.of(asked(Optional.empty(), "openim.host"), asker))
                .isEqualTo(new Live());
        assertThat(TargetChoice.of(asked(Optional.of(TargetMode.LIVE), "openim.docker.dir"), asker))
                .isEqualTo(new Live());
    }

    @ParameterizedTest
    @EnumSource
    void liveWithoutADeploymentIsRefused(Asker asker) {
        assertThat(TargetChoice.of(asked(Optional.of(TargetMode.LIVE)), asker))
                .isInstanceOfSatisfying(
                        Refuse.class, refuse -> assertThat(refuse.message()).contains("does not say which deployment"));
    }
}
