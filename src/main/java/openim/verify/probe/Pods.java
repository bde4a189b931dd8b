package openim.verify.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.client.component.Registrations;
import openim.verify.client.kubernetes.ClusterService;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Pod;
import openim.verify.client.kubernetes.PodPlight;
import openim.verify.client.kubernetes.Workload;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.OwnHosts;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.probe.Registered.Dialled;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The pods of a deployment in a cluster. What its controllers say proves nothing; a pod that is missing, or not ready, is evidence.
 *
 * @param namespace where they are
 * @param parts which is which
 */
public record Pods(Namespace namespace, WorkloadParts parts) {

    private static final int MOST_PODS = 3;

    /** Those of a deployment that runs in a cluster; empty if it runs in none. */
    public static Optional<Pods> of(Deployment openim) {
        return openim.tools()
                .namespace()
                .map(namespace -> new Pods(
                        namespace,
                        new WorkloadParts(openim.settings()
                                .kubernetes()
                                .map(Kubernetes::workloads)
                                .orElse(Map.of()))));
    }

    /**
     * Sees to it that each part of OpenIMServer has as many ready pods as are wanted.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if a deployment is missing, or a pod is not well
     * @throws openim.verify.verdict.CannotLook if the cluster does not let us look
     * @throws NotLookedAt if nothing of it is found at all
     */
    public String ofServer() {
        return well("OpenIMServer", WorkloadParts.ofServer(), true);
    }

    /** The same of ChatServer, and of its bots where they are there. */
    public String ofChat() {
        Set<String> there = new LinkedHashSet<>(WorkloadParts.ofChat());
        there.addAll(parts.all(WorkloadParts.ofChatAtTheMost(), namespace.deployments())
                .keySet());
        return well("ChatServer", there, true);
    }

    /** The same of those external components that are pods of the namespace. */
    public String ofComponents() {
        return well("an external component", WorkloadParts.components(), false);
    }

    /**
     * Sees to it that others find each service by the cluster, where that takes the place of etcd: each leads to a ready pod, and from
     * inside the cluster, somebody listens there.
     *
     * @param found which services others look for, and whether the addresses of pods can be reached from here
     * @param own what the deployment's own files told
     * @return how many there are, in words
     * @throws BrokenPromise if one leads nowhere, or where nobody listens
     * @throws NotLookedAt if it is not known which services there should be
     */
    public String mustBeFound(Kubernetes.Found found, OwnFiles own, Deadline deadline) {
        List<String> expected = found.services();
        if (expected.isEmpty()) {
            throw new NotLookedAt(
                    own.whyUnknown("openim.etcd.services") + ", so nobody knows which services should be found");
        }
        Registrations registered = namespace.endpoints();
        List<String> missing = registered.missing(expected);
        if (!missing.isEmpty()) {
            throw new BrokenPromise(
                    unready(missing) + "; others cannot find it",
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
    private String unready(List<String> missing) {
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

    private String well(String what, Set<String> wanted, boolean all) {
        List<Workload> workloads = all ? namespace.deployments() : namespace.workloads();
        Map<String, Workload> found = parts.all(wanted, workloads);
        if (found.isEmpty()) {
            throw new NotLookedAt("nothing in the namespace " + namespace.name() + " is known to be " + what
                    + "; openim.kubernetes.workloads says what is called otherwise there");
        }
        List<Pod> pods = namespace.pods();
        PodPlight plight = PodPlight.in(namespace);
        List<String> complaints = new ArrayList<>();
        List<String> past = new ArrayList<>();
        int ready = 0;
        for (String part : wanted) {
            Optional<Workload> workload = Optional.ofNullable(found.get(part));
            if (workload.isEmpty()) {
                if (all) {
                    complaints.add(part + ": there is no deployment " + parts.expected(part));
                }
                continue;
            }
            List<Pod> own = pods.stream().filter(workload.get()::keeps).toList();
            complaint(part, workload.get(), own, plight).ifPresent(complaints::add);
            ready += (int) own.stream().filter(Pods::serves).count();
            own.stream().flatMap(pod -> PodPlight.past(pod).stream()).forEach(past::add);
        }
        if (!complaints.isEmpty()) {
            String seen = String.join("; ", complaints);
            throw new BrokenPromise(
                    seen,
                    Evidence.of(Evidence.EXPECTED, "each has as many ready pods as are wanted"),
                    Evidence.of(Evidence.FROM, "the namespace " + namespace.name()),
                    Evidence.of(Evidence.SEEN, seen));
        }
        return found.size() + (found.size() == 1 ? " workload" : " workloads") + ", " + ready
                + " pods ready in the namespace " + namespace.name()
                + (past.isEmpty() ? "" : "; " + String.join(", ", past));
    }

    private static boolean serves(Pod pod) {
        return pod.ready() && !pod.leaving();
    }

    private static Optional<String> complaint(String part, Workload workload, List<Pod> pods, PodPlight plight) {
        if (workload.wanted() == 0) {
            return Optional.of(part + ": " + workload.path() + " is scaled to 0 pods");
        }
        long ready = pods.stream().filter(Pods::serves).count();
        List<String> ill = pods.stream().flatMap(pod -> plight.of(pod).stream()).toList();
        boolean enough = ready >= workload.wanted();
        // A pod more that is on its way, as in the course of a rollout, is none that is missed.
        List<String> telling = enough
                ? ill.stream()
                        .filter(words -> !words.contains(" is being started (")
                                && !words.contains(" has ended (")
                                && !words.contains(" is not ready"))
                        .toList()
                : ill;
        if (enough && telling.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(telling.stream().limit(MOST_PODS).toList());
        if (telling.size() > MOST_PODS) {
            words.add("and " + (telling.size() - MOST_PODS) + " more");
        }
        workload.complaints().stream().map(each -> each.replace(';', ',')).forEach(words::add);
        if (words.isEmpty()) {
            words.add("its controller has made no more pods");
        }
        return Optional.of(part + ": " + ready + " of " + workload.wanted() + " pods ready (" + workload.path() + "): "
                + String.join(", ", words));
    }
}
