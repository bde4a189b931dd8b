package openim.verify.rehearsal.service.rpc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Under which addresses services are found: what etcd last said, which outlives etcd.
 *
 * <p>Safe for use by many threads.
 */
public final class Registrations {

    /** Service to the addresses that etcd last named. */
    private final Map<String, Set<String>> view = new ConcurrentHashMap<>();

    /** Service to the address of the process that runs, or ran last. */
    private final Map<String, String> current = new ConcurrentHashMap<>();

    /** An address at which this service was registered when etcd last answered; its process's own if there are several. */
    Optional<String> find(String service) {
        Set<String> known = view.getOrDefault(service, Set.of());
        String own = current.getOrDefault(service, "");
        return known.contains(own) ? Optional.of(own) : known.stream().findFirst();
    }

    /** Whether somebody who dials this address reaches the process that was started last. */
    boolean isCurrent(String service, String address) {
        return address.equals(current.get(service));
    }

    /** A process of this service was started, with this address. */
    void started(String service, String address) {
        current.put(service, address);
    }

    /** etcd answered that these are the registered services and their addresses. */
    void learn(Map<String, Set<String>> registered) {
        view.keySet().retainAll(registered.keySet());
        view.putAll(registered);
    }
}
