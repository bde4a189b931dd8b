package openim.verify.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the deployment's own files say, by our keys; whoever says it first is heard. */
final class DeploymentValues {

    private final Map<SettingKey, Sourced> values = new EnumMap<>(SettingKey.class);

    void put(SettingKey key, Optional<Sourced> value) {
        value.ifPresent(present -> values.putIfAbsent(key, present));
    }

    /** Adds to a list that may have begun elsewhere. */
    void append(SettingKey key, Optional<Sourced> list) {
        list.ifPresent(more ->
                values.merge(key, more, (one, other) -> new Sourced(one.value() + "," + other.value(), one.source())));
    }

    Optional<Sourced> get(SettingKey key) {
        return Optional.ofNullable(values.get(key));
    }

    Map<SettingKey, Sourced> all() {
        return Map.copyOf(values);
    }
}
