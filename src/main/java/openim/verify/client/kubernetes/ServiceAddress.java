package openim.verify.client.kubernetes;

import java.util.Map;
import java.util.Optional;

/**
 * An address that a service leads to, or will lead to once its pod is ready.
 *
 * @param host its own, inside the cluster
 * @param ready whether clients are sent there
 * @param pod whose it is; empty if somebody wrote it down by hand
 * @param ports by the names that they have at the service
 */
public record ServiceAddress(String host, boolean ready, Optional<String> pod, Map<String, Integer> ports) {

    public ServiceAddress {
        ports = Map.copyOf(ports);
    }

    /** That port of it, by the name that it has at the service. */
    public Optional<Integer> port(String name) {
        return Optional.ofNullable(ports.get(name));
    }
}
