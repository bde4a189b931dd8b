package openim.verify.cli;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.app.discovery.HostInputs;
import openim.verify.config.Inputs;
import openim.verify.config.setting.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes that reads settings, and every group of commands for each of its own. */
final class SettingsOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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

    /** What was said to this command, and to the groups that it is in; what was said to it itself comes before that. */
    Inputs inputs(Map<String, String> environment) {
        Map<String, String> commandLine = new LinkedHashMap<>();
        Path settings = null;
        for (SettingsOptions each : fromTheTop()) {
            commandLine.putAll(each.keys());
            settings = each.file == null ? settings : each.file;
        }
        return HostInputs.of(commandLine, environment, Optional.ofNullable(settings));
    }

    private Iterable<SettingsOptions> fromTheTop() {
        Deque<SettingsOptions> all = new ArrayDeque<>(List.of(this));
        for (CommandSpec group = command.parent(); group != null; group = group.parent()) {
            of(group).forEach(all::addFirst);
        }
        return all;
    }

    /** Those of a command itself; none if it takes none. */
    static Stream<SettingsOptions> of(CommandSpec command) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(SettingsOptions.class::isInstance)
                .map(SettingsOptions.class::cast);
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>(set);
        if (target != null) {
            keys.put(SettingKey.TARGET.key(), target);
        }
        if (host != null) {
            keys.put(SettingKey.HOST.key(), host);
        }
        return keys;
    }
}
