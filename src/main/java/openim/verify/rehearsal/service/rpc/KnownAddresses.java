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
public final class KnownAddresses {

    /** Service to the addresses that etcd last named. */
    private final Map<String, Set<String>> view = new ConcurrentHashMap<>();

    /** Who answers to the address at which it runs, or ran last. */
    private final Map<Holder, String> current = new ConcurrentHashMap<>();

    /**
     * A process that answers under a service's name.
     *
     * @param process which one; of a service that nobody calls any
     */
    record Holder(String service, String process) {}

    /** An address at which this service was registered when etcd last answered; its process's own if there are several. */
    Optional<String> find(Holder holder) {
        Set<String> known = view.getOrDefault(holder.service(), Set.of());
        String own = current.getOrDefault(holder, "");
        return known.contains(own) ? Optional.of(own) : known.stream().findFirst();
    }

    /** Whether somebody who dials this address reaches the process as it was started last. */
    boolean isCurrent(Holder holder, String address) {
        return address.equals(current.get(holder));
    }

    /** It was started, with this address. */
    void started(Holder holder, String address) {
        current.put(holder, address);
    }

    /** etcd answered that these are the registered services and their addresses. */
    void learn(Map<String, Set<String>> registered) {
        view.keySet().retainAll(registered.keySet());
        view.putAll(registered);
    }
}
