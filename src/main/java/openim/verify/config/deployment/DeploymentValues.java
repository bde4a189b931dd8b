package openim.verify.config.deployment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/** What the deployment's own files say, by our keys; whoever says it first is heard. */
public final class DeploymentValues {

    private final Map<SettingKey, Sourced> values = new EnumMap<>(SettingKey.class);
    private final Map<SettingKey, String> unknown = new EnumMap<>(SettingKey.class);
    private final Map<SettingKey, String> lacking = new EnumMap<>(SettingKey.class);
    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<DeploymentFault> faults = new ArrayList<>();
    private final Map<String, Registrants> registrants = new TreeMap<>();
    private Optional<Webhooks> webhooks = Optional.empty();

    void put(SettingKey key, Optional<Sourced> value) {
        value.ifPresent(present -> {
            if (key.isSecret()) {
                secrets.add(present.value());
            }
            values.putIfAbsent(key, present);
        });
    }

    /** Adds to a list that may have begun elsewhere. */
    void append(SettingKey key, Optional<Sourced> list) {
        list.ifPresent(more ->
                values.merge(key, more, (one, other) -> new Sourced(one.value() + "," + other.value(), one.source())));
    }

    /** Keeps a secret in mind that is no setting's value. */
    void hold(Optional<Sourced> secret) {
        secret.map(Sourced::value).filter(value -> !value.isEmpty()).ifPresent(secrets::add);
    }

    /** Says why a value cannot be told; the first reason is the one that counts. */
    public void unknown(SettingKey key, String why) {
        unknown.putIfAbsent(key, why);
    }

    /** Says of a list why it is not whole; the same where it is empty. */
    void lacking(SettingKey key, String why) {
        lacking.putIfAbsent(key, why);
    }

    void fault(SettingKey key, String file, String sentence) {
        faults.add(new DeploymentFault(key.key(), file, sentence));
    }

    void webhooks(Webhooks called) {
        webhooks = Optional.of(called);
    }

    /** Says how many processes of a service register. */
    void registers(String service, Registrants processes) {
        registrants.putIfAbsent(service, processes);
    }

    Map<String, Registrants> registrants() {
        return Map.copyOf(registrants);
    }

    Optional<Webhooks> webhooks() {
        return webhooks;
    }

    Optional<Sourced> get(SettingKey key) {
        return Optional.ofNullable(values.get(key));
    }

    Map<SettingKey, Sourced> all() {
        return Map.copyOf(values);
    }

    /** The reasons for what nobody told, and for what was not told in full. */
    Map<SettingKey, String> unknown() {
        Map<SettingKey, String> left = new EnumMap<>(SettingKey.class);
        left.putAll(lacking);
        unknown.forEach((key, why) -> {
            if (!values.containsKey(key)) {
                left.put(key, why);
            }
        });
        return left;
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    List<DeploymentFault> faults() {
        return List.copyOf(faults);
    }
}
