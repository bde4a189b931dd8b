package openim.verify.client.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * What keeps pods running: a Deployment or a StatefulSet.
 *
 * @param kind {@code deployment} or {@code statefulset}, as kubectl has it
 * @param name its name
 * @param wanted how many pods there should be
 * @param labels its own, and those of its pods
 * @param selector the labels by which its pods are found
 * @param images of its containers
 * @param current whether its controller has seen what is asked of it now
 * @param complaints what its controller says it cannot do
 * @param mounts what its containers mount of config maps and secrets
 * @param variables what its containers are given in their environment
 */
public record Workload(
        String kind,
        String name,
        int wanted,
        Map<String, String> labels,
        Map<String, String> selector,
        List<String> images,
        boolean current,
        List<String> complaints,
        List<Source> mounts,
        List<Variable> variables) {

    public Workload {
        labels = Map.copyOf(labels);
        selector = Map.copyOf(selector);
        images = List.copyOf(images);
        complaints = List.copyOf(complaints);
        mounts = List.copyOf(mounts);
        variables = List.copyOf(variables);
    }

    /** {@code deployment/openim-api}. */
    public String path() {
        return kind + "/" + name;
    }

    /** Whether that pod is one of its. */
    public boolean keeps(Pod pod) {
        return isFoundBy(selector, pod.labels());
    }

    static boolean isFoundBy(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    /**
     * A config map or a secret that is mounted.
     *
     * @param secret whether it is a secret
     * @param name its name
     * @param files by the key in it the name of the file; empty if each key is one
     */
    public record Source(boolean secret, String name, Map<String, String> files) {

        public Source {
            files = Map.copyOf(files);
        }
    }

    /**
     * A variable of the environment, or all of a config map or secret.
     *
     * @param name its name; of many what stands before each
     * @param value as it is written down; empty if it is taken from elsewhere
     * @param from where it is taken from; empty if it is written down
     * @param key in that; empty if all of it are variables
     */
    public record Variable(String name, String value, List<Source> from, String key) {

        public Variable {
            from = List.copyOf(from);
        }

        /** The value may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }
}
