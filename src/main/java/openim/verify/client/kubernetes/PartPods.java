package openim.verify.client.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.net.HostPort;

/**
 * Where the pods of one part of OpenIM are that clients come to: the addresses behind its services.
 *
 * <p>An address is that of a pod by the cluster's word, and the pod is one of the part's by its labels. What else is behind a
 * service, such as an address that somebody wrote down, may be anybody's, and is told and not taken. A pod that is not ready counts
 * only as long as there are fewer ready ones than are wanted: one more on its way is none that is missed.
 *
 * @param workload what keeps them
 * @param places by the pod's name
 * @param nowhere the pods that no service leads to, because they have no address yet or for whatever reason
 * @param strangers addresses of which it is not known whose they are, each with its service
 */
public record PartPods(Workload workload, Map<String, HostPort> places, List<String> nowhere, List<String> strangers) {

    public PartPods {
        places = Map.copyOf(places);
        nowhere = List.copyOf(nowhere);
        strangers = List.copyOf(strangers);
    }

    /**
     * Those of some parts, as they are now.
     *
     * @param ports by the part's name the port that it listens on for clients, by its configuration
     * @return by the part's name; without those that nothing in the namespace is known to be
     * @throws openim.verify.verdict.CannotLook if the cluster does not let us look
     */
    public static Map<String, PartPods> all(Map<String, Integer> ports, Namespace namespace, WorkloadParts parts) {
        Map<String, Workload> workloads = parts.all(ports.keySet(), namespace.deployments());
        if (workloads.isEmpty()) {
            return Map.of();
        }
        List<Pod> pods = namespace.pods();
        List<ClusterService> services = namespace.doors();
        Map<String, List<ServiceAddress>> behind = namespace.behind();
        Map<String, PartPods> all = new HashMap<>();
        workloads.forEach(
                (part, workload) -> all.put(part, of(workload, ports.getOrDefault(part, 0), pods, services, behind)));
        return all;
    }

    private static PartPods of(
            Workload workload,
            int port,
            List<Pod> pods,
            List<ClusterService> services,
            Map<String, List<ServiceAddress>> behind) {
        List<Pod> own = pods.stream().filter(workload::keeps).toList();
        Set<String> staying = names(own.stream().filter(pod -> !pod.leaving()));
        Set<String> leaving = names(own.stream().filter(Pod::leaving));
        Map<String, HostPort> places = new LinkedHashMap<>();
        Set<String> ready = new LinkedHashSet<>();
        List<String> strangers = new ArrayList<>();
        services.stream()
                .filter(service -> service.leadsTo(workload.labels()))
                .forEach(service -> port(service, port)
                        .ifPresent(door -> behind.getOrDefault(service.name(), List.of()).stream()
                                .filter(address -> address.port(door.name()).isPresent())
                                .filter(address ->
                                        address.pod().filter(leaving::contains).isEmpty())
                                .forEach(address -> {
                                    HostPort place = new HostPort(
                                            address.host(),
                                            address.port(door.name()).orElseThrow());
                                    Optional<String> pod = address.pod().filter(staying::contains);
                                    pod.ifPresent(name -> places.putIfAbsent(name, place));
                                    pod.filter(name -> address.ready()).ifPresent(ready::add);
                                    if (pod.isEmpty()) {
                                        strangers.add(place + " behind the service " + service.name());
                                    }
                                })));
        List<String> nowhere = new ArrayList<>(staying);
        nowhere.removeAll(places.keySet());
        if (ready.size() >= workload.wanted()) {
            places.keySet().retainAll(ready);
            nowhere.clear();
        }
        return new PartPods(
                workload, places, nowhere, strangers.stream().distinct().toList());
    }

    private static Set<String> names(Stream<Pod> pods) {
        return pods.map(Pod::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The port of a service that leads to that one of the pods; where this has a name there, the one with the same number. */
    private static Optional<ClusterService.Port> port(ClusterService service, int port) {
        return service.ports().stream()
                .filter(each -> each.target() == port)
                .findFirst()
                .or(() -> service.ports().stream()
                        .filter(each -> each.port() == port)
                        .findFirst());
    }
}
