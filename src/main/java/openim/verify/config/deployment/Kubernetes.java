package openim.verify.config.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The namespace of a cluster that a deployment runs in.
 *
 * @param namespace its name
 * @param kubeconfig the file that says how the cluster is reached; empty for what {@code kubectl} would take, and without that the
 *     credentials that a pod is given
 * @param context of that file; empty for its current one
 * @param workloads what parts are called there, where not as OpenIM calls them: by the part's name that of its Deployment or
 *     StatefulSet, or a label of it, {@code app=gateway}
 * @param found what its config maps and our own place tell
 */
public record Kubernetes(
        String namespace,
        Optional<Path> kubeconfig,
        Optional<String> context,
        Map<String, String> workloads,
        Found found) {

    public Kubernetes {
        workloads = Map.copyOf(workloads);
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("a namespace without a name");
        }
    }

    /** The same, where that is known. */
    public Kubernetes with(Found known, List<String> services) {
        return new Kubernetes(
                namespace,
                kubeconfig,
                context,
                workloads,
                new Found(known.discovers(), services, known.inside(), known.ports()));
    }

    /**
     * What was found there.
     *
     * @param discovers whether OpenIM's services find each other by the cluster, and not by etcd
     * @param services the names of the services that they look for
     * @param inside whether this process is in a pod of that cluster
     * @param ports by the part's name the port on which its processes listen for clients, as far as their configuration says it
     */
    public record Found(boolean discovers, List<String> services, boolean inside, Map<String, Integer> ports) {

        /** Nothing, or nobody looked. */
        public static final Found NOTHING = new Found(false, List.of(), false, Map.of());

        public Found {
            services = List.copyOf(services);
            ports = Map.copyOf(ports);
        }
    }
}
