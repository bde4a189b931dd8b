package openim.verify.file.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import openim.verify.config.Inputs;
import openim.verify.config.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingTest {

    private static final Path DEPLOYMENTS =
            Path.of("src/test/resources/deployments").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void fromSourceItStandsInMinioYml() {
        assertThat(setting(Map.of(
                        "openim.server.dir",
                                DEPLOYMENTS.resolve("source/open-im-server").toString(),
                        "openim.chat.dir", DEPLOYMENTS.resolve("source/chat").toString())))
                .isEqualTo(new Setting(
                        "externalAddress",
                        DEPLOYMENTS
                                .resolve("source/open-im-server/config/minio.yml")
                                .toString()));
    }

    @Test
    void withDockerItStandsInTheEnvFile() {
        assertThat(setting(Map.of(
                        "openim.docker.dir", DEPLOYMENTS.resolve("docker").toString())))
                .isEqualTo(new Setting(
                        "MINIO_EXTERNAL_ADDRESS",
                        DEPLOYMENTS.resolve("docker/.env").toString()));
    }

    @Test
    void ofARemoteDeploymentBothAreNamed() {
        var setting = setting(Map.of("openim.host", "chat.example.com"));

        assertThat(setting.name()).contains("externalAddress", "MINIO_EXTERNAL_ADDRESS");
        assertThat(setting.file()).contains("minio.yml", ".env");
    }

    private Setting setting(Map<String, String> given) {
        return Setting.of(SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(given)
                .withEnvironment(Map.of("OPENIM_SECRET", "a-secret-of-ours"))));
    }
}
