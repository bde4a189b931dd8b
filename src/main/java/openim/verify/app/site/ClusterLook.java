package openim.verify.app.site;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Pod;
import openim.verify.client.kubernetes.Workload;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.runbook.Cluster;
import openim.verify.runbook.Part;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;

/** Finds out what of a namespace belongs to a deployment, so that nothing else is touched there. */
public final class ClusterLook {

    private ClusterLook() {}

    /** The namespace that it is mended in; empty if it runs in none. What cannot be seen belongs to nobody. */
    public static Optional<Cluster> of(Deployment openim) {
        return openim.settings()
                .kubernetes()
                .map(where -> look(where, openim.tools().namespace().orElseThrow()));
    }

    private static Cluster look(Kubernetes where, Namespace namespace) {
        Set<Part> unused = where.found().discovers() ? EnumSet.of(Part.ETCD) : EnumSet.noneOf(Part.class);
        Map<Part, String> deployments = new EnumMap<>(Part.class);
        Map<Part, List<String>> pods = new EnumMap<>(Part.class);
        try {
            List<Pod> all = namespace.pods();
            found(where, namespace).forEach((part, workload) -> {
                deployments.put(part, workload.name());
                pods.put(part, doomed(workload, all));
            });
        } catch (CannotLook blind) {
            deployments.clear();
            pods.clear();
        }
        return new Cluster(where.namespace(), where.context(), deployments, pods, unused);
    }

    /** By part the Deployment that is it. */
    public static Map<Part, Workload> found(Kubernetes where, Namespace namespace) {
        WorkloadParts parts = new WorkloadParts(where.workloads());
        List<Workload> deployments = namespace.deployments();
        Map<Part, Workload> found = new EnumMap<>(Part.class);
        Stream.of(WorkloadParts.ofServer(), WorkloadParts.ofChatAtTheMost())
                .flatMap(Set::stream)
                .forEach(word -> Part.named(word)
                        .ifPresent(part ->
                                parts.find(word, deployments).ifPresent(workload -> found.put(part, workload))));
        return found;
    }

    /** Where all say that they are ready nobody knows which of them hangs. */
    private static List<String> doomed(Workload workload, List<Pod> pods) {
        List<Pod> own = pods.stream()
                .filter(pod -> workload.keeps(pod) && !pod.leaving())
                .toList();
        List<Pod> unready = own.stream().filter(pod -> !pod.ready()).toList();
        return (unready.isEmpty() ? own : unready).stream().map(Pod::name).toList();
    }
}
