package openim.verify.client.component;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which services have registered in etcd, and where they say they are.
 *
 * @param endpoints of each service, {@code host:port} as registered; services with none are absent
 * @param leases the number of the lease on which each lives, by {@code service at host:port}; absent if on none
 */
public record Registrations(Map<String, List<String>> endpoints, Map<String, Long> leases) {

    public Registrations {
        endpoints = new TreeMap<>(endpoints);
        leases = Map.copyOf(leases);
    }

    /** Of which nobody knows on which leases they live. */
    public Registrations(Map<String, List<String>> endpoints) {
        this(endpoints, Map.of());
    }

    /** The key of {@link #leases}, which is fit for a sentence. */
    public static String named(String service, String endpoint) {
        return service + " at " + endpoint;
    }

    /** Those of the expected services that have no endpoint. */
    public List<String> missing(Collection<String> expected) {
        return expected.stream()
                .filter(service -> !endpoints.containsKey(service))
                .sorted()
                .toList();
    }

    /**
     * The same without some addresses.
     *
     * @param left each as {@link #named} has it
     */
    public Registrations without(Collection<String> left) {
        Map<String, List<String>> rest = new TreeMap<>();
        endpoints.forEach((service, addresses) -> rest.put(
                service,
                addresses.stream()
                        .filter(address -> !left.contains(named(service, address)))
                        .toList()));
        return new Registrations(rest, leases);
    }

    /** Whether it is by that name that gateways are registered, in whichever release. */
    public static boolean isOfGateways(String service) {
        return service.toLowerCase(Locale.ROOT).startsWith("messagegateway");
    }

    /**
     * Whether that service has another address than these, of those who have one.
     *
     * @param named as {@link #named} has it
     * @param others each as {@link #named} has it
     */
    public boolean hasAnotherThan(Collection<String> others, String named) {
        return without(others).endpoints.entrySet().stream()
                .anyMatch(service -> named.startsWith(named(service.getKey(), ""))
                        && !service.getValue().isEmpty());
    }

    /** How many endpoints a service has. */
    public int count(String service) {
        return endpoints.getOrDefault(service, List.of()).size();
    }
}
