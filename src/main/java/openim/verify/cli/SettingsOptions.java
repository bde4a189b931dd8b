package openim.verify.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openim.verify.app.discovery.HostInputs;
import openim.verify.config.Inputs;
import openim.verify.config.setting.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that reads settings. */
final class SettingsOptions {

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "live, or embedded to rehearse on a deployment inside this process")
    private @Nullable String target;

    @Option(names = "--host", paramLabel = "HOST", description = "the machine that the deployment runs on")
    private @Nullable String host;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "any setting that is no secret; `config` lists them")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "the settings file, if not openim-verify.yaml in this directory")
    private @Nullable Path file;

    Inputs inputs(Map<String, String> environment) {
        Map<String, String> commandLine = new LinkedHashMap<>(set);
        if (target != null) {
            commandLine.put(SettingKey.TARGET.key(), target);
        }
        if (host != null) {
            commandLine.put(SettingKey.HOST.key(), host);
        }
        return HostInputs.of(commandLine, environment, Optional.ofNullable(file));
    }
}
