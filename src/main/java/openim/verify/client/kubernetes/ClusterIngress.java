package openim.verify.client.kubernetes;

import java.util.List;
import java.util.Set;

/**
 * An Ingress: a door of the cluster for HTTP.
 *
 * @param name its name
 * @param hosts by which it is reached; none if by any
 * @param addresses that it has
 * @param services to which it leads
 */
public record ClusterIngress(String name, List<String> hosts, List<String> addresses, Set<String> services) {

    public ClusterIngress {
        hosts = List.copyOf(hosts);
        addresses = List.copyOf(addresses);
        services = Set.copyOf(services);
    }
}
