package openim.verify.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.client.component.Registrations;
import openim.verify.client.net.HostPort;
import openim.verify.config.Instances;
import openim.verify.config.deployment.Registrants;

/**
 * A service of which fewer processes are registered than there are: those that are not found work for nobody, and the others hide it.
 *
 * @param registered how many are
 * @param expected how many there are
 * @param missing where those are that are not registered, as far as that can be told
 */
record Lacking(String service, int registered, int expected, List<String> missing) {

    Lacking {
        missing = List.copyOf(missing);
    }

    /**
     * Counts.
     *
     * @param live what is registered, without what falls away with its lease
     * @param services those that there should be
     * @param registrants which of their processes register, by the deployment's own files
     * @param gateways each gateway, where it is known of several where they are
     */
    static List<Lacking> among(
            Registrations live,
            List<String> services,
            Map<String, Registrants> registrants,
            Instances gateways,
            Holders holders) {
        List<Lacking> lacking = new ArrayList<>();
        for (String service : services) {
            Registrants files = registrants.getOrDefault(service, new Registrants(0, List.of()));
            List<URI> urls = Registrations.isOfGateways(service) && gateways.areSeveral() ? gateways.urls() : List.of();
            int expected = Math.max(files.count(), urls.size());
            List<String> there = live.endpoints().getOrDefault(service, List.of());
            if (there.size() < expected) {
                lacking.add(new Lacking(
                        service,
                        there.size(),
                        expected,
                        missing(expected - there.size(), there, files.addresses(), urls, holders)));
            }
        }
        return lacking;
    }

    /** A way to tell them counts only where it finds as many as are missing. */
    private static List<String> missing(
            int count, List<String> there, List<String> addresses, List<URI> urls, Holders holders) {
        List<String> byProcess = urls.stream()
                .filter(url -> isOfNobodyAt(url, there, holders))
                .map(URI::toString)
                .toList();
        if (byProcess.size() == count) {
            return byProcess;
        }
        List<String> byPort = new ArrayList<>(addresses);
        byPort.removeAll(there);
        if (byPort.size() == count) {
            return byPort;
        }
        List<String> byHost = urls.stream()
                .filter(url -> there.stream()
                        .noneMatch(address -> HostPort.parse(address).host().equals(url.getHost())))
                .map(URI::toString)
                .toList();
        return byHost.size() == count ? byHost : List.of();
    }

    /** Whether the process that answers there holds none of the registered ports; not if it cannot be seen who holds which. */
    private static boolean isOfNobodyAt(URI url, List<String> there, Holders holders) {
        Optional<Set<Long>> answering = holders.of(url);
        Set<Long> registered = new HashSet<>();
        for (String address : there) {
            Optional<Set<Long>> held = holders.of(HostPort.parse(address));
            if (held.isEmpty()) {
                return false;
            }
            registered.addAll(held.get());
        }
        return answering.isPresent() && answering.get().stream().noneMatch(registered::contains);
    }

    /** {@code messagegateway-rpc-service (1 of 2)}. */
    @Override
    public String toString() {
        return service + " (" + registered + " of " + expected + ")";
    }
}
