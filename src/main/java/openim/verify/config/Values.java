package openim.verify.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.Origins;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The values that count: for each key the one of the strongest layer that has it, and which layer that is.
 *
 * <p>Immutable: adding a layer gives new values. SmallRye Config does the layering; its expressions are off, because a secret
 * may hold a dollar.
 */
public final class Values {

    private static final String LOGGING = "org.jboss.logging.provider";

    /** The places that values come from, the strongest first. */
    enum Layer {
        COMMAND_LINE,
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        SETTINGS_FILE,
        REHEARSAL,
        /** What follows from the layers above alone. */
        FOLLOWING,
        DEPLOYMENT_FILES,
        DERIVED,
        DEFAULT
    }

    static {
        // Else SmallRye's logging looks for a home and starts Log4j, wherever that is on the class path: half a second.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "jdk");
        }
    }

    private final List<ConfigSource> sources;
    private final SmallRyeConfig config;

    private Values(List<ConfigSource> sources) {
        this.sources = List.copyOf(sources);
        this.config = new SmallRyeConfigBuilder().withSources(this.sources).build();
    }

    static Values none() {
        return new Values(List.of());
    }

    /** These and those; of the same layer, a key may be in one of both only. */
    Values with(Layer layer, Map<SettingKey, Sourced> more) {
        Map<String, Map<String, String>> bySource = new HashMap<>();
        more.forEach((key, sourced) -> bySource.computeIfAbsent(sourced.source(), source -> new HashMap<>())
                .put(key.key(), sourced.value()));
        List<ConfigSource> all = new ArrayList<>(sources);
        int ordinal = ordinal(layer);
        bySource.forEach((source, values) -> all.add(new Place(source, values, ordinal)));
        return new Values(all);
    }

    private static int ordinal(Layer layer) {
        return 100 * (Layer.values().length - layer.ordinal());
    }

    private boolean isOfDeployment(SettingKey key) {
        return config.getConfigValue(key.key()).getConfigSourceOrdinal() == ordinal(Layer.DEPLOYMENT_FILES);
    }

    /** The defaults of the table of keys, beneath these. */
    Values withDefaults() {
        Map<SettingKey, Sourced> defaults = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            key.defaultValue().ifPresent(value -> defaults.put(key, new Sourced(value, "default")));
        }
        return with(Layer.DEFAULT, defaults);
    }

    public Optional<Sourced> find(SettingKey key) {
        var value = config.getConfigValue(key.key());
        return value.getValue() == null
                ? Optional.empty()
                : Optional.of(new Sourced(value.getValue(), String.valueOf(value.getConfigSourceName())));
    }

    public boolean has(SettingKey key) {
        return find(key).isPresent();
    }

    Optional<String> text(SettingKey key) {
        return find(key).map(Sourced::value);
    }

    Optional<Secret> secret(SettingKey key) {
        return text(key).map(Secret::of);
    }

    /** The value, read; empty if there is none or it cannot be read, which {@link #check} has said already. */
    <T> Optional<T> get(SettingKey key, Function<String, T> reading) {
        try {
            return text(key).map(reading);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The value, read, of a key that has a default or without which nothing is read any further. */
    <T> T required(SettingKey key, Function<String, T> reading) {
        return get(key, reading).orElseThrow(() -> new IllegalStateException(key.key() + " was not checked"));
    }

    /** The same of a text. */
    String required(SettingKey key) {
        return required(key, Function.identity());
    }

    /** The same of a duration. */
    Duration duration(SettingKey key) {
        return required(key, Reading::duration);
    }

    /** The commands that are given, as arguments, by the components that they are for. */
    Map<String, List<String>> commands(Map<String, SettingKey> keys) {
        Map<String, List<String>> commands = new TreeMap<>();
        keys.forEach((component, key) ->
                get(key, Reading::command).ifPresent(arguments -> commands.put(component, arguments)));
        return commands;
    }

    Optional<Path> path(SettingKey key, Inputs inputs) {
        return get(key, inputs::resolve);
    }

    /** Says which values cannot be read. */
    void check(Problems problems) {
        for (SettingKey key : SettingKey.values()) {
            find(key).ifPresent(sourced -> {
                try {
                    key.kind().check(sourced.value());
                } catch (IllegalArgumentException malformed) {
                    problems.add(key, malformed.getMessage() + " (" + sourced.source() + ")");
                }
            });
        }
    }

    /** Where each value came from. */
    Origins origins() {
        return new Origins(Arrays.stream(SettingKey.values())
                .flatMap(key -> find(key).stream()
                        .map(sourced -> new Origin(
                                key.key(), key.printable(sourced.value()), sourced.source(), isOfDeployment(key))))
                .toList());
    }

    /** A source that is named as people know it. */
    private static final class Place extends MapBackedConfigSource {

        private static final long serialVersionUID = 1L;

        Place(String name, Map<String, String> values, int ordinal) {
            super(name, values, ordinal);
        }
    }
}
