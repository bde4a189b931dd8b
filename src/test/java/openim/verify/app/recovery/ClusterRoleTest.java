package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.discovery.HostInputs.SeenCluster;
import openim.verify.app.site.ClusterLook;
import openim.verify.await.Deadline;
import openim.verify.client.kubernetes.FakeCluster;
import openim.verify.client.kubernetes.Rollout;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.setting.Reading;
import openim.verify.probe.Pods;
import openim.verify.probe.Registered;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.NotLookedAt;
import org.assertj.core.api.ThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests, read by the library that speaks to clusters: what they may is what the program asks, and nothing else. */
class ClusterRoleTest {

    private static final Path MANIFESTS = Path.of("src/main/kubernetes");
    private static final String APP = "push-rpc-server";

    @TempDir
    Path directory;

    @Test
    void theRolesAllowWhatIsAskedAndNothingElse() throws IOException {
        Set<String> read = allowed("openim-verify");
        Set<String> changed = allowed("openim-verify-recovery");

        try (FakeCluster cluster = FakeCluster.healthy(directory)) {
            Set<String> asked = readingAll(cluster);
            assertThat(asked).isEqualTo(read);

            Rollout rollout = new Rollout(cluster.where(), Duration.ofSeconds(20), Set.of(APP));
            rollout.restart(APP);
            rollout.delete(APP + "-2");
            Set<String> more = cluster.asked();
            more.removeAll(asked);
            assertThat(more).isEqualTo(changed);
        }
    }

    /** Settings, all checks, the look before a repair, and the words of what crashes or is not ready. */
    private Set<String> readingAll(FakeCluster cluster) {
        cluster.configMap(
                "openim-config",
                Map.of(
                        "share.yml", "secret: s3cret-of-the-map\n",
                        "discovery.yml", "enable: kubernetes\nrpcService: {push: push-rpc-service}\n"));
        cluster.secret("openim-redis-secret", Map.of("redis-password", "redis-pass-word"));
        cluster.deployment(
                "redis", "redis", FakeCluster.fromSecret("PASSWORD", "openim-redis-secret", "redis-password"));
        cluster.deployment(
                "chat-api-server",
                "openim-chat-api",
                FakeCluster.fromSecret("CHATENV_REDIS_PASSWORD", "openim-redis-secret", "redis-password"));
        cluster.ill(APP, FakeCluster.pod("push-x", APP, "Running", false, FakeCluster.crashing(2, "Error")));
        Map<String, String> given = new HashMap<>();
        given.put("openim.kubernetes.namespace", FakeCluster.NAMESPACE);
        given.put("openim.kubernetes.kubeconfig", cluster.kubeconfig().toString());
        Stream.of("api", "chat", "admin").forEach(each -> given.put("openim." + each + ".url", "http://127.0.0.1:9"));
        given.put("openim.gateway.url", "ws://127.0.0.1:9");
        Settings settings =
                SettingsLoader.load(Inputs.in(directory).withCommandLine(given).withCluster(new SeenCluster()));
        var openim = Wiring.forSettings(settings);
        Pods pods = new Pods(cluster.namespace(), new WorkloadParts(Map.of()));
        red(pods::ofServer);
        red(pods::ofChat);
        red(pods::ofComponents);
        red(() -> Registered.mustBeFound(openim, Deadline.in(Duration.ofSeconds(20))));
        ClusterLook.of(openim);
        new NamespaceLook(openim).findings();
        return cluster.asked();
    }

    private static void red(ThrowingCallable look) {
        assertThat(ThrowableAssert.catchThrowable(look)).isInstanceOfAny(BrokenPromise.class, NotLookedAt.class);
    }

    @Test
    void everyManifestUsesTheAccountAndTheImageAndIsLockedDown() throws IOException {
        List<PodSpec> pods = pods();

        assertThat(pods).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.getServiceAccountName()).isEqualTo("openim-verify");
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getContainers()).singleElement().satisfies(container -> {
                assertThat(container.getImage()).startsWith("openim-verify:");
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getEnv())
                        .anyMatch(variable -> variable.getName().equals("OPENIM_KUBERNETES_NAMESPACE"))
                        .noneMatch(variable -> variable.getName().contains("SECRET"));
                assertThat(container.getVolumeMounts())
                        .anyMatch(mount -> mount.getMountPath().equals("/reports"));
            });
        });
        assertThat(pods)
                .flatExtracting(pod -> pod.getContainers().get(0).getArgs())
                .contains("full", "canary", "gate")
                .doesNotContain("--apply", "recover");
    }

    /** Accounts go by the place: those that share a history share it, and no others. */
    @Test
    void everyManifestNamesThePlaceFromWhichItLooks() throws IOException {
        Map<String, Set<String>> places = new HashMap<>();
        pods().forEach(pod -> {
            var container = pod.getContainers().get(0);
            String place = container.getEnv().stream()
                    .filter(variable -> variable.getName().equals("OPENIM_VANTAGE"))
                    .map(EnvVar::getValue)
                    .findFirst()
                    .orElseThrow();
            String history = pod.getVolumes().stream()
                    .filter(volume -> volume.getPersistentVolumeClaim() != null)
                    .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                    .findFirst()
                    .orElseThrow();
            places.computeIfAbsent(history, first -> new TreeSet<>()).add(Reading.vantage(place));
        });

        assertThat(places)
                .hasSize(2)
                .allSatisfy((history, names) -> assertThat(names).hasSize(1));
        assertThat(new TreeSet<>(places.values().stream().flatMap(Set::stream).toList()))
                .hasSize(2);
    }

    @Test
    void everyBindingBindsAnAccountThatIsThereToARoleThatIsThere() throws IOException {
        List<String> accounts = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        all().forEach(thing -> {
            if (thing instanceof ServiceAccount) {
                accounts.add(thing.getMetadata().getName());
            }
            if (thing instanceof Role) {
                roles.add(thing.getMetadata().getName());
            }
        });

        assertThat(all().stream().filter(RoleBinding.class::isInstance).map(RoleBinding.class::cast))
                .hasSize(3)
                .allSatisfy(binding -> {
                    assertThat(roles).contains(binding.getRoleRef().getName());
                    assertThat(binding.getSubjects()).allMatch(subject -> accounts.contains(subject.getName()));
                });
        // Nothing here reaches beyond its namespace.
        assertThat(all()).extracting(HasMetadata::getKind).doesNotContain("ClusterRole", "ClusterRoleBinding");
    }

    private static List<PodSpec> pods() throws IOException {
        List<PodSpec> pods = new ArrayList<>();
        for (HasMetadata thing : all()) {
            if (thing instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate().getSpec());
            } else if (thing instanceof Job job) {
                pods.add(job.getSpec().getTemplate().getSpec());
            } else if (thing instanceof CronJob nightly) {
                pods.add(nightly.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec());
            }
        }
        return pods;
    }

    private static List<HasMetadata> all() throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(MANIFESTS)) {
            for (Path file : files.sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    Object read = new KubernetesSerialization().unmarshal(in);
                    (read instanceof List<?> list ? list : List.of(read)).forEach(each -> all.add((HasMetadata) each));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(8);
        return all;
    }

    /** As it is asked: {@code list pods}, {@code patch deployments.apps}. */
    private static Set<String> allowed(String role) throws IOException {
        Set<String> allowed = new TreeSet<>();
        for (HasMetadata thing : all()) {
            if (thing instanceof Role found && found.getMetadata().getName().equals(role)) {
                for (PolicyRule rule : found.getRules()) {
                    rule.getVerbs()
                            .forEach(verb -> rule.getResources()
                                    .forEach(resource -> rule.getApiGroups()
                                            .forEach(group -> allowed.add(
                                                    verb + " " + resource + (group.isEmpty() ? "" : "." + group)))));
                }
            }
        }
        assertThat(allowed).isNotEmpty();
        return allowed;
    }
}
