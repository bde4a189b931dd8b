package openim.verify.client.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.deployment.Kubernetes;

/**
 * A cluster with OpenIM in its namespace {@value #NAMESPACE}, on loopback: fabric8's mock of an API server, which here writes down what is
 * asked of it as a role would have it, and may forbid it.
 */
public final class FakeCluster implements AutoCloseable {

    public static final String NAMESPACE = "openim";

    /** The deployments of OpenIM's own manifests: name, and the name of the image. */
    private static final List<List<String>> SERVER = List.of(
            List.of("openim-api", "openim-api"),
            List.of("messagegateway-rpc-server", "openim-msggateway"),
            List.of("openim-msgtransfer-server", "openim-msgtransfer"),
            List.of("push-rpc-server", "openim-push"),
            List.of("openim-crontask", "openim-crontask"),
            List.of("auth-rpc-server", "openim-rpc-auth"),
            List.of("user-rpc-server", "openim-rpc-user"),
            List.of("msg-rpc-server", "openim-rpc-msg"),
            List.of("friend-rpc-server", "openim-rpc-friend"),
            List.of("group-rpc-server", "openim-rpc-group"),
            List.of("conversation-rpc-server", "openim-rpc-conversation"),
            List.of("third-rpc-server", "openim-rpc-third"));

    /** What our own client logs in with; the other one arranges things. */
    private static final String TOLD = "Bearer not-a-real-token";

    private static final Pattern RESOURCE = Pattern.compile(
            "/(?:api/v1|apis/(?<group>[^/]+)/[^/]+)/namespaces/[^/]+/(?<kind>[a-z]+)(?:/(?<name>[^/?]+))?(?:/(?<part>[a-z]+))?(?:\\?(?<query>.*))?");

    /** Held, so that it stays as it is: it tells each request. */
    private static final Logger TALK = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        TALK.setLevel(Level.WARNING);
    }

    private final KubernetesMockServer server;
    private final KubernetesClient arranging;
    private final Path kubeconfig;
    private final Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();

    private FakeCluster(Path directory) {
        MockWebServer web = new MockWebServer();
        KubernetesCrudDispatcher crud = new KubernetesCrudDispatcher();
        this.server = new KubernetesMockServer(new Context(), web, new HashMap<>(), new Noted(crud), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        this.arranging = server.createClient();
        this.kubeconfig = directory.resolve("kubeconfig");
        try {
            Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: fake, user: nobody, namespace: default}}]
                clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: nobody, user: {token: not-a-real-token}}]
                """.formatted(server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With nothing in it. */
    public static FakeCluster empty(Path directory) {
        return new FakeCluster(directory);
    }

    /** With two pods of each deployment of OpenIMServer, all well. */
    public static FakeCluster healthy(Path directory) {
        FakeCluster cluster = new FakeCluster(directory);
        SERVER.forEach(each -> {
            cluster.deployment(each.get(0), each.get(1));
            cluster.ready(each.get(0) + "-1", each.get(0));
            cluster.ready(each.get(0) + "-2", each.get(0));
        });
        return cluster;
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    public Kubernetes where() {
        return where(Map.of());
    }

    public Kubernetes where(Map<String, String> workloads) {
        return new Kubernetes(
                NAMESPACE, Optional.of(kubeconfig), Optional.empty(), workloads, Kubernetes.Found.NOTHING);
    }

    public Namespace namespace() {
        return new Namespace(where(), Duration.ofSeconds(20));
    }

    /** What was asked of it, as a role would allow it: {@code list pods}, {@code patch deployments.apps}. */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    /** From now on that is not allowed, such as {@code list pods}. */
    public void forbid(String verbAndResource) {
        forbidden.add(verbAndResource);
    }

    /** What a container wrote. */
    public void log(String pod, String text) {
        logs.put(pod, text);
    }

    /** What its controllers do after that was asked, such as {@code patch deployments.apps push-rpc-server}. */
    public void afterwards(String asked, Runnable work) {
        afterwards.put(asked, work);
    }

    /** Changes what there is; that is not written down. */
    public void arrange(Consumer<KubernetesClient> work) {
        work.accept(arranging);
    }

    public void add(HasMetadata... things) {
        arrange(client -> {
            for (HasMetadata thing : things) {
                client.resource(thing).inNamespace(NAMESPACE).create();
            }
        });
    }

    public void deployment(String name, String image, EnvVar... variables) {
        add(new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("openim/" + image + ":v3.8.3")
                .withEnv(variables)
                .endContainer()
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("openim-config")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
    }

    public static EnvVar fromSecret(String variable, String secret, String key) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(secret)
                .withKey(key)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }

    public void configMap(String name, Map<String, String> files) {
        add(new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(files)
                .build());
    }

    public void secret(String name, Map<String, String> texts) {
        Map<String, String> encoded = new HashMap<>();
        texts.forEach((key, text) ->
                encoded.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        add(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(encoded)
                .build());
    }

    public void service(String name, String app, int port, int target) {
        add(new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", app)
                .withClusterIP("10.96.0.7")
                .addNewPort()
                .withPort(port)
                .withNewTargetPort(target)
                .endPort()
                .endSpec()
                .build());
    }

    /** A pod that is well. */
    public void ready(String name, String app) {
        add(pod(
                name,
                app,
                "Running",
                true,
                new ContainerStatusBuilder()
                        .withName("main")
                        .withReady(true)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .build()));
    }

    /** In place of the first of two pods one that is not. */
    public void ill(String app, io.fabric8.kubernetes.api.model.Pod other) {
        remove(app + "-1");
        add(other);
    }

    public void remove(String pod) {
        arrange(client -> client.pods().inNamespace(NAMESPACE).withName(pod).delete());
    }

    public static io.fabric8.kubernetes.api.model.Pod pod(
            String name, String app, String phase, boolean ready, ContainerStatus... containers) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("openim/" + app + ":v3.8.3")
                .withNewResources()
                .addToLimits("memory", new Quantity("128Mi"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .withHostIP("192.0.2.10")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .withContainerStatuses(containers)
                .endStatus()
                .build();
    }

    /** One that crashes over and over. */
    public static ContainerStatus crashing(int status, String reason) {
        return new ContainerStatusBuilder()
                .withName("main")
                .withReady(false)
                .withRestartCount(7)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off 5m0s restarting failed container")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(status)
                .withReason(reason)
                .withFinishedAt("2026-11-28T23:00:00Z")
                .endTerminated()
                .endLastState()
                .build();
    }

    /** One that waits to be made. */
    public static ContainerStatus waiting(String reason, String message) {
        return new ContainerStatusBuilder()
                .withName("main")
                .withImage("openim/openim-push:v9.9.9")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState()
                .build();
    }

    /** One that runs, and whose probe is not content. */
    public static ContainerStatus unready() {
        return new ContainerStatusBuilder()
                .withName("main")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .build();
    }

    @Override
    public void close() {
        arranging.close();
        server.destroy();
    }

    private final class Noted extends Dispatcher {

        private final Dispatcher crud;

        Noted(Dispatcher crud) {
            this.crud = crud;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            Matcher resource = RESOURCE.matcher(request.getPath());
            if (!TOLD.equals(request.getHeader("Authorization")) || !resource.matches()) {
                return crud.dispatch(request);
            }
            String verb = verb(request, resource);
            String what = resource.group("kind")
                    + (resource.group("group") == null ? "" : "." + resource.group("group"))
                    + (resource.group("part") == null ? "" : "/" + resource.group("part"));
            asked.add(verb + " " + what);
            if (forbidden.contains(verb + " " + what)) {
                return new MockResponse()
                        .setResponseCode(403)
                        .setHeader("Content-Type", "application/json")
                        .setBody(
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Forbidden\","
                                        + "\"message\":\"forbidden\",\"code\":403}");
            }
            if ("log".equals(resource.group("part"))) {
                return new MockResponse().setResponseCode(200).setBody(logs.getOrDefault(resource.group("name"), ""));
            }
            MockResponse answer = crud.dispatch(request);
            Optional.ofNullable(afterwards.get(verb + " " + what + " " + resource.group("name")))
                    .ifPresent(work -> new Thread(work, "controllers").start());
            return answer;
        }

        private String verb(RecordedRequest request, Matcher resource) {
            boolean named = resource.group("name") != null;
            String query = resource.group("query") == null ? "" : resource.group("query");
            return switch (request.getMethod()) {
                case "GET" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
                case "DELETE" -> named ? "delete" : "deletecollection";
                case "PATCH" -> "patch";
                case "PUT" -> "update";
                default -> "create";
            };
        }
    }

    /** Names that are not taken, for the pods of a rollout. */
    public List<String> names(String app, int count) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        arrange(client -> client.pods()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(pod -> taken.add(pod.getMetadata().getName())));
        for (int number = 3; names.size() < count; number++) {
            if (!taken.contains(app + "-" + number)) {
                names.add(app + "-" + number);
            }
        }
        return names;
    }
}
