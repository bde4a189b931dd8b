package openim.verify.client.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.verdict.CannotLook;
import org.jspecify.annotations.Nullable;

/** The way to a cluster's API server; made when it is first gone, and then kept. Safe for all threads. */
final class ClusterConnection {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Kubernetes where;
    private final Duration each;
    private @Nullable KubernetesClient client;

    /**
     * @param each how long one question may take
     */
    ClusterConnection(Kubernetes where, Duration each) {
        this.where = where;
        this.each = each;
    }

    String namespace() {
        return where.namespace();
    }

    /**
     * Asks, with a deadline for all of it.
     *
     * @param verb that is needed for it, such as {@code list}
     * @param resource as a role names it, such as {@code deployments.apps}
     * @throws CannotLook if there is no answer, or it is that this may not be asked
     */
    <T> T ask(String verb, String resource, Function<KubernetesClient, T> question) {
        return told(verb, resource, question)
                .orElseThrow(() -> new CannotLook(
                        "the cluster does not know " + resource + " in the namespace " + where.namespace()));
    }

    /** The same of one thing that may not be there. */
    <T> Optional<T> told(String verb, String resource, Function<KubernetesClient, @Nullable T> question) {
        try {
            return Bounded.call(Deadline.in(each), "asks-cluster", () -> Optional.ofNullable(question.apply(client())));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw cannotLook(verb, resource, refused);
        } catch (TimeoutException late) {
            throw new CannotLook(
                    "the cluster at " + server() + " gave no answer within " + each.toSeconds() + " s", late);
        } catch (CannotLook blind) {
            throw blind;
        } catch (Exception unforeseen) {
            throw new CannotLook(
                    "the cluster at " + server() + " cannot be asked: "
                            + Excerpt.of(String.valueOf(unforeseen.getMessage())),
                    unforeseen);
        }
    }

    private CannotLook cannotLook(String verb, String resource, KubernetesClientException refused) {
        if (refused.getCode() == FORBIDDEN) {
            return new CannotLook(
                    "cannot tell: what we log in with may not " + verb + " " + resource + " in the namespace "
                            + where.namespace() + "; its role lacks the verb " + verb + " for the resource " + resource,
                    refused);
        }
        if (refused.getCode() == UNAUTHORIZED) {
            return new CannotLook("the cluster at " + server() + " does not take what we log in with", refused);
        }
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return new CannotLook(
                "the cluster at " + server() + " cannot be asked to " + verb + " " + resource + ": "
                        + Excerpt.of(String.valueOf(cause.getMessage())),
                refused);
    }

    private synchronized String server() {
        return client == null
                ? "an address that is not known"
                : client.getConfiguration().getMasterUrl();
    }

    private synchronized KubernetesClient client() {
        if (client == null) {
            Config config = where.kubeconfig()
                    .map(file -> Config.fromKubeconfig(where.context().orElse(null), file.toFile()))
                    .orElseGet(() -> Config.autoConfigure(where.context().orElse(null)));
            config.setConnectionTimeout(Math.toIntExact(each.toMillis()));
            config.setRequestTimeout(Math.toIntExact(each.toMillis()));
            // Who asks again is told so by us, and not by a library.
            config.setRequestRetryBackoffLimit(0);
            client = new KubernetesClientBuilder().withConfig(config).build();
        }
        return client;
    }
}
