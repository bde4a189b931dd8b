package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import openim.verify.config.deployment.Deployments;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.setting.TargetMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalSettingsTest {

    private static final Map<String, String> HANDED_OUT = Map.of(
            "openim.host", "127.0.0.1",
            "openim.api.url", "http://127.0.0.1:41002",
            "openim.secret", "rehearsed",
            "openim.server.dir", Deployments.SERVER.toString());

    @TempDir
    Path directory;

    @Test
    void itDescribesItself() {
        Settings settings = SettingsLoader.load(Inputs.in(directory).withEmbedded(HANDED_OUT));

        assertThat(settings.target()).contains(TargetMode.EMBEDDED);
        assertThat(settings.endpoints().api()).hasPort(41002);
        assertThat(settings.credentials().secret().reveal()).isEqualTo("rehearsed");
        assertThat(settings.origins().of(SettingKey.SECRET_KEY))
                .map(Origin::source)
                .contains("rehearsal");
    }

    @Test
    void theDirectoriesItNamesAreReadToo() {
        Settings settings = SettingsLoader.load(Inputs.in(directory).withEmbedded(HANDED_OUT));

        assertThat(settings.endpoints().gateway()).hasPort(20001);
        assertThat(settings.stores().mongo()).isPresent();
    }

    @Test
    void nothingRealIsVerifiedUnderItsName() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(
                        Map.of("OPENIM_CHAT_URL", "http://real:10008", "OPENIM_SECRET", "real", "OPENIM_RATE", "3"))
                .withCommandLine(Map.of("openim.target", "embedded"))
                .withEmbedded(HANDED_OUT));

        assertThat(settings.endpoints().chat()).hasHost("127.0.0.1");
        assertThat(settings.credentials().secret().reveal()).isEqualTo("rehearsed");
        assertThat(settings.limits().ratePerSecond()).isEqualTo(3);
        assertThat(settings.warnings()).extracting(Problem::key).containsExactly("openim.secret", "openim.chat.url");
    }

    @Test
    void aDeploymentOnTheCommandLineContradictsIt() {
        assertThatThrownBy(() -> SettingsLoader.load(Inputs.in(directory)
                        .withCommandLine(Map.of("openim.target", "embedded", "openim.host", "real"))
                        .withEmbedded(HANDED_OUT)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.host: contradicts openim.target=embedded");
    }

    @Test
    void withoutOneThereIsNothingToRehearseOn() {
        assertThatThrownBy(() ->
                        SettingsLoader.load(Inputs.in(directory).withCommandLine(Map.of("openim.target", "embedded"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.target: is embedded, but no rehearsal was started");
    }

    @Test
    void aLiveTargetHasNone() {
        assertThatThrownBy(() -> SettingsLoader.load(Inputs.in(directory)
                        .withCommandLine(Map.of("openim.target", "live"))
                        .withEmbedded(HANDED_OUT)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
