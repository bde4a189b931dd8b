package openim.verify.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openim.verify.config.Inputs;
import openim.verify.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that reads settings. */
final class SettingsOptions {

    /**
     * In it the build hands on what it was given by -D, as Ant writes a set of properties: {@code key=value, key=value}. Not on
     * the command line, because a secret may be among it, to be refused.
     */
    static final String FROM_BUILD = "VERIFY_BUILD_PROPERTIES";

    /** A value may hold commas too. */
    private static final Pattern NEXT_PROPERTY = Pattern.compile(", (?=openim\\.[a-z.-]+=)");

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
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
        properties.putAll(fromBuild(environment.getOrDefault(FROM_BUILD, "")));
        return new Inputs(
                commandLine,
                environment,
                properties,
                Path.of(""),
                Optional.ofNullable(file),
                Map.of(),
                new AskedCompose(),
                new SeenServices(),
                new SeenContainers(),
                new SeenCluster());
    }

    private static Map<String, String> fromBuild(String handedOn) {
        return NEXT_PROPERTY
                .splitAsStream(handedOn)
                .filter(property -> property.contains("="))
                .collect(Collectors.toMap(
                        property -> property.substring(0, property.indexOf('=')),
                        property -> property.substring(property.indexOf('=') + 1)));
    }
}
