package openim.verify.client.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.verdict.CannotLook;

/**
 * The two changes that are ever asked of a cluster: to replace the pods of a Deployment, and to delete a pod. Nobody else in this
 * program changes anything there, and nothing is made, scaled or deleted but that.
 */
public final class Rollout {

    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private final ClusterConnection connection;
    private final Set<String> deployments;

    /**
     * @param each how long one request may take
     * @param deployments that may be restarted: those that were found to belong
     */
    public Rollout(Kubernetes where, Duration each, Set<String> deployments) {
        this.connection = new ClusterConnection(where, each);
        this.deployments = Set.copyOf(deployments);
    }

    /**
     * Does what {@code kubectl rollout restart} does: says in the pods' template when it was restarted last.
     *
     * @throws IllegalArgumentException if that Deployment was not found to belong
     * @throws CannotLook if the cluster does not accept it
     */
    public void restart(String deployment) {
        if (!deployments.contains(deployment)) {
            throw new IllegalArgumentException(deployment + " was not found to belong, so it is not restarted");
        }
        String patch = "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"" + RESTARTED_AT + "\":\""
                + Instant.now() + "\"}}}}}";
        connection.ask(
                "patch",
                "deployments.apps",
                client -> client.apps()
                        .deployments()
                        .inNamespace(connection.namespace())
                        .withName(deployment)
                        .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /**
     * Deletes a pod, and leaves it the time that it has to end.
     *
     * @throws CannotLook if the cluster does not accept it
     */
    public void delete(String pod) {
        connection.ask(
                "delete",
                "pods",
                client -> client.pods()
                        .inNamespace(connection.namespace())
                        .withName(pod)
                        .delete());
    }
}
