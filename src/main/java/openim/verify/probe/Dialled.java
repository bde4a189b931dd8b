package openim.verify.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.component.Registrations;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.config.reach.Loopback;
import openim.verify.verdict.NotLookedAt;

/**
 * The registered addresses, each of them dialled.
 *
 * <p>One that refuses accuses its registration only where it is known that the address means the same from here: on a host of which
 * another registered address takes connections, or on this machine if the servers are on it. Silence accuses nobody, for a packet
 * filter is silent too.
 *
 * @param stale the addresses where nobody listens, each after the name of its service
 * @param listening at how many somebody does
 */
record Dialled(List<String> stale, int listening) {

    private static final Duration EACH = Duration.ofMillis(700);

    Dialled {
        stale = List.copyOf(stale);
    }

    /**
     * Dials them.
     *
     * @param hosts which of them may be contacted
     * @param onThisMachine whether the services are here, so that a loopback address means the same from here; else it is not dialled
     */
    static Dialled all(Registrations registered, OwnHosts hosts, boolean onThisMachine, Deadline deadline) {
        OwnHosts dialled = onThisMachine ? hosts.onThisMachine() : hosts;
        Map<String, String> refusing = new TreeMap<>();
        Set<String> open = new HashSet<>();
        Set<String> silent = new HashSet<>();
        Map<String, String> refusingHosts = new HashMap<>();
        int listening = 0;
        for (Map.Entry<String, List<String>> service : registered.endpoints().entrySet()) {
            for (String endpoint : service.getValue()) {
                HostPort address = HostPort.parse(endpoint);
                if (silent.contains(address.host()) || (Loopback.isHost(address.host()) && !onThisMachine)) {
                    continue;
                }
                try {
                    dialled.dial(address.url(false), Tls.ofTheJdk(), EACH, deadline)
                            .close();
                    open.add(address.host());
                    listening++;
                } catch (NotConnected e) {
                    if (e.failure() == Failure.REFUSED) {
                        String words = Registrations.named(service.getKey(), endpoint);
                        refusing.put(words, words);
                        refusingHosts.put(words, address.host());
                    } else {
                        silent.add(address.host());
                    }
                } catch (NotLookedAt notTheirs) {
                    silent.add(address.host());
                }
            }
        }
        List<String> stale = new ArrayList<>(refusing.keySet());
        stale.removeIf(words -> {
            String host = refusingHosts.getOrDefault(words, "");
            return !open.contains(host) && !Loopback.isHost(host);
        });
        return new Dialled(stale, listening);
    }
}
