package openim.verify.probe;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.client.component.Registrations;
import openim.verify.client.kubernetes.ClusterService;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.OwnHosts;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Services that others find by the cluster, where that takes the place of etcd: each needs a ready pod behind it. */
public final class ReadyEndpoints {

    private ReadyEndpoints() {}

    /**
     * Sees to it that each expected service leads somewhere, and from inside the cluster, that somebody listens there.
     *
     * @param found which services others look for, and whether the addresses of pods can be reached from here
     * @param own what the deployment's own files told
     * @return how many there are, in words
     * @throws BrokenPromise if one leads nowhere, or where nobody listens
     * @throws NotLookedAt if it is not known which services there should be
     */
    public static String mustAllBeReady(Namespace namespace, Kubernetes.Found found, OwnFiles own, Deadline deadline) {
        List<String> expected = found.services();
        if (expected.isEmpty()) {
            throw new NotLookedAt(
                    own.whyUnknown("openim.etcd.services") + ", so nobody knows which services should be found");
        }
        Registrations registered = namespace.endpoints();
        List<String> missing = registered.missing(expected);
        if (!missing.isEmpty()) {
            throw new BrokenPromise(
                    words(namespace, missing) + "; others cannot find it",
                    Evidence.of(Evidence.EXPECTED, "ready pods behind: " + String.join(", ", expected)),
                    Evidence.of(Evidence.SEEN, registered.endpoints().keySet()));
        }
        int addresses = expected.stream().mapToInt(registered::count).sum();
        String words = expected.size() + " services of the namespace " + namespace.name() + " lead to " + addresses
                + " addresses of ready pods";
        if (!found.inside()) {
            return words + ", which cannot be reached from here";
        }
        Map<String, List<String>> asked = new HashMap<>(registered.endpoints());
        asked.keySet().retainAll(expected);
        Dialled dialled = Dialled.all(
                new Registrations(asked), OwnHosts.named(hosts(asked.values()), List.of()), false, deadline);
        if (!dialled.stale().isEmpty()) {
            String stale = String.join(", ", dialled.stale());
            throw new BrokenPromise(
                    "nobody listens where the cluster has " + stale + "; callers are sent there all the same",
                    Evidence.of(Evidence.EXPECTED, "each address takes connections"),
                    Evidence.of(Evidence.SEEN, stale));
        }
        return words + ", and " + dialled.listening() + " take connections";
    }

    /** What the cluster itself says is a pod of its own. */
    private static List<String> hosts(Collection<List<String>> addresses) {
        return addresses.stream()
                .flatMap(List::stream)
                .map(address -> HostPort.parse(address).host())
                .distinct()
                .toList();
    }

    /** One that nobody made needs its manifest, and one without pods what keeps those. */
    private static String words(Namespace namespace, List<String> missing) {
        List<String> there =
                namespace.doors().stream().map(ClusterService::name).toList();
        List<String> unmade =
                missing.stream().filter(service -> !there.contains(service)).toList();
        List<String> bare = missing.stream().filter(there::contains).toList();
        return "in the namespace " + namespace.name() + " "
                + (unmade.isEmpty() ? "" : "there is no service " + String.join(", ", unmade))
                + (unmade.isEmpty() || bare.isEmpty() ? "" : ", and ")
                + (bare.isEmpty() ? "" : "no ready pod is behind the service " + String.join(", ", bare));
    }
}
