package openim.verify.client.component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which services have registered in etcd, and where they say they are.
 *
 * @param endpoints of each service, {@code host:port} as registered; services with none are absent
 */
public record Registrations(Map<String, List<String>> endpoints) {

    public Registrations {
        endpoints = new TreeMap<>(endpoints);
    }

    /** Those of the expected services that have no endpoint. */
    public List<String> missing(Collection<String> expected) {
        return expected.stream()
                .filter(service -> !endpoints.containsKey(service))
                .sorted()
                .toList();
    }

    /** How many endpoints a service has. */
    public int count(String service) {
        return endpoints.getOrDefault(service, List.of()).size();
    }
}
