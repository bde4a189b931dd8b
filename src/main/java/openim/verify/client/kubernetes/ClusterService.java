package openim.verify.client.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * A service: where pods are found that keep changing.
 *
 * @param name by which it is found inside the cluster
 * @param selector the labels of the pods that it leads to
 * @param addresses inside the cluster
 * @param outside the addresses that it has beyond the cluster: of a load balancer, or given by hand
 * @param ports at which it is reached
 */
public record ClusterService(
        String name, Map<String, String> selector, List<String> addresses, List<String> outside, List<Port> ports) {

    public ClusterService {
        selector = Map.copyOf(selector);
        addresses = List.copyOf(addresses);
        outside = List.copyOf(outside);
        ports = List.copyOf(ports);
    }

    /** Whether it leads to pods with these labels. */
    public boolean leadsTo(Map<String, String> labels) {
        return Workload.isFoundBy(selector, labels);
    }

    /**
     * One of its ports.
     *
     * @param name by which its addresses tell it from the others; empty where it is the only one
     * @param port of the service
     * @param target of the pods, or 0 if that has a name there
     * @param node of every node, or 0 if there is none
     */
    public record Port(String name, int port, int target, int node) {}
}
