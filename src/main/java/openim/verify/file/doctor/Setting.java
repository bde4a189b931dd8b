package openim.verify.file.doctor;

import java.nio.file.Path;
import java.util.Optional;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.SettingKey;

/**
 * Where a person sets the external address of this deployment.
 *
 * @param name of the setting
 * @param file that holds it
 */
public record Setting(String name, String file) {

    private static final String IN_YAML = "externalAddress";
    private static final String IN_ENV = "MINIO_EXTERNAL_ADDRESS";
    private static final String IN_COMPOSE = "IMENV_MINIO_EXTERNALADDRESS";

    /** That of the deployment that these settings name. */
    public static Setting of(Settings settings) {
        Directories directories = settings.directories();
        Optional<String> source = settings.origins()
                .of(SettingKey.EXTERNAL_ADDRESS)
                .map(Origin::source)
                .filter(Setting::isFile);
        if (directories.docker().isPresent() && directories.server().isEmpty()) {
            return source.map(Setting::ofDocker)
                    .orElseGet(() -> new Setting(
                            IN_ENV,
                            directories.docker().orElseThrow().resolve(".env").toString()));
        }
        return directories
                .server()
                .map(server -> new Setting(
                        IN_YAML, server.resolve("config").resolve("minio.yml").toString()))
                .orElseGet(() -> new Setting(
                        IN_YAML + " (with openim-docker: " + IN_ENV + ")",
                        "open-im-server/config/minio.yml (with openim-docker: .env)"));
    }

    /**
     * The place that counts, where the config centre is on.
     *
     * @param key of the file in etcd
     */
    Setting inConfigCentre(String key) {
        return new Setting(IN_YAML, "etcd under " + key + " (the config centre is on, so that the file has no say)");
    }

    private static boolean isFile(String source) {
        return source.endsWith(".yml") || source.endsWith(".yaml") || source.endsWith(".env");
    }

    private static Setting ofDocker(String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        if (name.endsWith(".env")) {
            return new Setting(IN_ENV, file);
        }
        return new Setting(name.equals("minio.yml") ? IN_YAML : IN_COMPOSE, file);
    }
}
