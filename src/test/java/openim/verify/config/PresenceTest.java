package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.setting.TargetMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceTest {

    @TempDir
    Path directory;

    @Test
    void nothingSpeaksOfADeploymentWhereNothingIsSet() {
        Presence presence = Presence.of(Inputs.in(directory)
                .withEnvironment(Map.of("PATH", "/bin"))
                .withSystemProperties(Map.of("openim.host", "", "openim.rate", "5")));

        assertThat(presence.found()).isEmpty();
        assertThat(presence.target()).isEmpty();
        assertThat(presence.reports()).isEqualTo(directory.resolve("reports"));
    }

    @Test
    void everythingThatNamesOneIsListedWithItsOrigin() throws IOException {
        Path file = Files.writeString(directory.resolve("openim-verify.yaml"), "openim.chat.dir: /opt/chat\n");

        Presence presence = Presence.of(Inputs.in(directory)
                .withCommandLine(Map.of("openim.target", "live", "openim.host", "10.0.0.5"))
                .withEnvironment(Map.of("OPENIM_DOCKER_DIR", "/opt/openim-docker", "OPENIM_OF_OTHERS", "x")));

        assertThat(presence.target()).contains(TargetMode.LIVE);
        assertThat(presence.namedBy())
                .containsExactly(
                        "openim.host (command line)",
                        "openim.chat.dir (" + file + ")",
                        "openim.docker.dir (environment OPENIM_DOCKER_DIR)");
        assertThat(presence.variables()).containsExactly("OPENIM_DOCKER_DIR", "OPENIM_OF_OTHERS");
        assertThat(presence.settingsFiles()).containsExactly(file);
        assertThat(presence.found()).hasSize(7);
    }

    @Test
    void aBlankVariableStillSpeaksOfOne() {
        assertThat(Presence.of(Inputs.in(directory).withEnvironment(Map.of("OPENIM_HOST", "")))
                        .found())
                .containsExactly("the variable OPENIM_HOST");
    }

    @Test
    void aWrongSettingIsSaidBeforeAnythingIsChosen() {
        assertThatThrownBy(() -> Presence.of(
                        Inputs.in(directory).withCommandLine(Map.of("openim.target", "lively", "openim.rate", "none"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.target: must be one of live, embedded")
                .hasMessageContaining("openim.rate: must be a whole number");
    }
}
