package openim.verify.client.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Loggable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.client.component.Registrations;
import openim.verify.config.deployment.Kubernetes;

/**
 * One namespace, as it is now. Reads only: nothing but get and list is asked of the cluster. Safe for all threads.
 *
 * <p>Each look throws {@link openim.verify.verdict.CannotLook} if it cannot be had.
 */
public final class Namespace {

    private static final Path OWN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    private final ClusterConnection connection;

    /**
     * @param each how long one question may take
     */
    public Namespace(Kubernetes where, Duration each) {
        this.connection = new ClusterConnection(where, each);
    }

    public String name() {
        return connection.namespace();
    }

    /** The namespace of the pod that this process is in; empty if it is in none, or was told of another cluster. */
    public static Optional<String> own(Kubernetes where, Map<String, String> environment) {
        boolean inCluster = environment.containsKey("KUBERNETES_SERVICE_HOST")
                && where.kubeconfig().isEmpty();
        try {
            return inCluster ? Optional.of(Files.readString(OWN).strip()) : Optional.empty();
        } catch (java.io.IOException none) {
            return Optional.empty();
        }
    }

    /** What keeps pods running: Deployments, and then StatefulSets. */
    public List<Workload> workloads() {
        return Stream.concat(deployments().stream(), statefulSets().stream()).toList();
    }

    /** The Deployments alone. */
    public List<Workload> deployments() {
        return all("deployments.apps", client -> client.apps().deployments())
                .map(Read::workload)
                .sorted(Comparator.comparing(Workload::name))
                .toList();
    }

    private List<Workload> statefulSets() {
        return all("statefulsets.apps", client -> client.apps().statefulSets())
                .map(Read::workload)
                .sorted(Comparator.comparing(Workload::name))
                .toList();
    }

    /** All pods. */
    public List<Pod> pods() {
        return all("pods", KubernetesClient::pods)
                .map(Read::pod)
                .sorted(Comparator.comparing(Pod::name))
                .toList();
    }

    /** All services. */
    public List<ClusterService> doors() {
        return all("services", KubernetesClient::services)
                .map(Read::door)
                .sorted(Comparator.comparing(ClusterService::name))
                .toList();
    }

    /** All Ingresses. */
    public List<ClusterIngress> gates() {
        return all(
                        "ingresses.networking.k8s.io",
                        client -> client.network().v1().ingresses())
                .map(Read::gate)
                .toList();
    }

    /** Where services are found: the addresses of the pods behind each that are ready. */
    public Registrations endpoints() {
        Map<String, List<String>> endpoints = new LinkedHashMap<>();
        all("endpoints", KubernetesClient::endpoints).forEach(each -> {
            List<String> addresses = Read.addresses(each);
            if (!addresses.isEmpty()) {
                endpoints.put(each.getMetadata().getName(), addresses);
            }
        });
        return new Registrations(endpoints);
    }

    /** What each service leads to, by its name: ready or not. */
    public Map<String, List<ServiceAddress>> behind() {
        Map<String, List<ServiceAddress>> behind = new LinkedHashMap<>();
        all("endpoints", KubernetesClient::endpoints)
                .forEach(each -> behind.put(each.getMetadata().getName(), Read.behind(each)));
        return behind;
    }

    /** What happened lately, the latest last. */
    public List<Happening> happenings() {
        return all("events", client -> client.v1().events())
                .map(Read::happening)
                .sorted(Comparator.comparing(each -> each.at().orElse(java.time.Instant.EPOCH)))
                .toList();
    }

    /** All of a kind; a role calls the right to it {@code list}. */
    private <T extends HasMetadata> Stream<T> all(
            String resource,
            Function<KubernetesClient, ? extends MixedOperation<T, ? extends KubernetesResourceList<T>, ?>> kind) {
        return connection
                .ask(
                        "list",
                        resource,
                        client -> kind.apply(client).inNamespace(name()).list().getItems())
                .stream();
    }

    /** The texts in a config map, by their keys; empty if there is none of that name. */
    public Optional<Map<String, String>> configMap(String called) {
        return connection.told("get", "configmaps", client -> {
            var map = client.configMaps().inNamespace(name()).withName(called).get();
            return map == null ? null : Read.all(map.getData());
        });
    }

    /** The texts in a secret, by their keys; empty if there is none of that name. */
    public Optional<Map<String, String>> secret(String called) {
        return connection.told("get", "secrets", client -> {
            Secret secret =
                    client.secrets().inNamespace(name()).withName(called).get();
            if (secret == null) {
                return null;
            }
            Map<String, String> texts = new LinkedHashMap<>(Read.all(secret.getStringData()));
            Read.all(secret.getData())
                    .forEach((key, value) ->
                            texts.put(key, new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8)));
            return texts;
        });
    }

    /**
     * The last lines that a container wrote.
     *
     * @param before whether those of the time before it was started again are meant
     * @param lines how many
     */
    public String lastWords(Pod pod, String container, boolean before, int lines) {
        return connection
                .told("get", "pods/log", client -> {
                    var log = client.pods()
                            .inNamespace(name())
                            .withName(pod.name())
                            .inContainer(container);
                    Loggable last = before ? log.terminated().tailingLines(lines) : log.tailingLines(lines);
                    return last.getLog();
                })
                .orElse("");
    }
}
