package openim.verify.config.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.config.secret.Secret;

/**
 * What the deployment's own files told beside values of settings.
 *
 * @param secret OpenIMServer's secret as they have it, whatever other settings say: what is verified must be what is repaired
 * @param secrets every secret that was found in them, also where another one counts
 * @param faults what is wrong in them, so that OpenIM cannot work
 * @param webhooks the webhooks that OpenIMServer calls; empty if none is enabled
 * @param unknown by a setting's key why they do not tell it, where they should
 * @param inside the names by which containers reach each other and this machine does not, each with its service
 * @param publisher the compose file, which says what is reached otherwise; empty if there is none
 * @param server the name of OpenIMServer's service in the compose project
 * @param chat the name of ChatServer's service in the compose project
 * @param registrants by a service's name which of its processes register
 */
public record OwnFiles(
        Optional<Secret> secret,
        Set<Secret> secrets,
        List<DeploymentFault> faults,
        Optional<Webhooks> webhooks,
        Map<String, String> unknown,
        Map<String, String> inside,
        String publisher,
        Optional<String> server,
        Optional<String> chat,
        Map<String, Registrants> registrants) {

    /** Nobody said where they are. */
    public static final OwnFiles NONE = new OwnFiles(
            Optional.empty(),
            Set.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            "",
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public OwnFiles {
        secrets = Set.copyOf(secrets);
        faults = List.copyOf(faults);
        unknown = Map.copyOf(unknown);
        inside = Map.copyOf(inside);
        registrants = Map.copyOf(registrants);
    }

    /** The service whose container a name leads to, if it is one that containers alone know. */
    public Optional<String> service(String name) {
        return Optional.ofNullable(inside.get(name));
    }

    /** Why a setting is not known, for a person: "openim.redis.url is not known", with the reason where there is one. */
    public String whyUnknown(String key) {
        return key + " is not known"
                + Optional.ofNullable(unknown.get(key)).map(why -> ": " + why).orElse("");
    }
}
