package openim.verify.client.docker;

import java.util.Map;

/**
 * What the processes of a container find when they start.
 *
 * @param name of the container
 * @param workingDirectory empty if that is its root
 * @param environment of which some are secrets
 */
public record ContainerInside(String name, String workingDirectory, Map<String, String> environment) {

    public ContainerInside {
        environment = Map.copyOf(environment);
    }

    /** Without the values of its variables. */
    @Override
    public String toString() {
        return name + " in " + workingDirectory + " with " + environment.keySet();
    }
}
