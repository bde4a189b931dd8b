package openim.verify.config.deployment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.config.Values;
import openim.verify.config.compose.OpenImService;
import openim.verify.config.release.Release;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/**
 * What the deployment's own files say.
 *
 * @param values by our keys
 * @param unknown why a value is not among them
 * @param secrets all that were found
 * @param faults what OpenIM itself cannot work with
 * @param webhooks the webhooks that OpenIMServer calls
 * @param release which releases they belong to
 * @param chat whether there is a ChatServer, as far as they tell
 * @param inside the names by which containers reach each other and this machine does not, each with its service
 * @param publisher the compose file, for people; empty if there is none
 * @param services the names of OpenIM's servers in the compose project
 * @param registrants by a service's name which of its processes register
 * @param cluster what was found in the namespace that it runs in
 */
public record DeploymentFacts(
        Map<SettingKey, Sourced> values,
        Map<SettingKey, String> unknown,
        Set<String> secrets,
        List<DeploymentFault> faults,
        Optional<Webhooks> webhooks,
        Release release,
        Optional<ChatServer> chat,
        Map<String, String> inside,
        String publisher,
        Map<OpenImService, String> services,
        Map<String, Registrants> registrants,
        Kubernetes.Found cluster) {

    /** No file says anything. */
    public static final DeploymentFacts NONE = new DeploymentFacts(
            Map.of(),
            Map.of(),
            Set.of(),
            List.of(),
            Optional.empty(),
            Release.UNKNOWN,
            Optional.empty(),
            Map.of(),
            "",
            Map.of(),
            Map.of(),
            Kubernetes.Found.NOTHING);

    public DeploymentFacts {
        values = Map.copyOf(values);
        unknown = Map.copyOf(unknown);
        secrets = Set.copyOf(secrets);
        faults = List.copyOf(faults);
        inside = Map.copyOf(inside);
        services = Map.copyOf(services);
        registrants = Map.copyOf(registrants);
    }

    /**
     * Without the values that cannot be used: each costs what needs it, and never the run.
     *
     * @param named what people gave, which counts more
     */
    public DeploymentFacts usable(Values named, Problems problems) {
        Map<SettingKey, Sourced> usable = new EnumMap<>(SettingKey.class);
        Map<SettingKey, String> reasons = new EnumMap<>(SettingKey.class);
        reasons.putAll(unknown);
        values.forEach((key, sourced) -> {
            try {
                key.kind().check(sourced.value());
                usable.put(key, sourced);
            } catch (IllegalArgumentException malformed) {
                String why = "what " + sourced.source() + " says cannot be used: it " + malformed.getMessage();
                reasons.put(key, why);
                if (!named.has(key)) {
                    problems.warn(key.key(), why);
                }
            }
        });
        return new DeploymentFacts(
                usable,
                reasons,
                secrets,
                faults,
                webhooks,
                release,
                chat,
                inside,
                publisher,
                services,
                registrants,
                cluster);
    }

    /** Whether that is the value that counts. */
    public boolean decide(SettingKey key, Values counting) {
        return Optional.ofNullable(values.get(key)).equals(counting.find(key)) && values.containsKey(key);
    }

    /** The part of them that settings keep. */
    public OwnFiles own() {
        return new OwnFiles(
                Optional.ofNullable(values.get(SettingKey.SECRET_KEY))
                        .map(Sourced::value)
                        .map(Secret::of),
                secrets.stream().map(Secret::of).collect(Collectors.toSet()),
                faults,
                webhooks,
                unknown.entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue)),
                inside,
                publisher,
                Optional.ofNullable(services.get(OpenImService.SERVER)),
                Optional.ofNullable(services.get(OpenImService.CHAT)),
                registrants);
    }
}
