package openim.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Path;
import java.util.Map;
import openim.verify.client.kubernetes.FakeCluster;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodsTest {

    private static final String PUSH = "push-rpc-server";

    @TempDir
    Path directory;

    private FakeCluster cluster;

    @BeforeEach
    void aClusterInWhichAllIsWell() {
        cluster = FakeCluster.healthy(directory);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void podsThatAreReadyAreCounted() {
        assertThat(pods().ofServer()).isEqualTo("12 workloads, 24 pods ready in the namespace openim");
    }

    @Test
    void aDeploymentThatIsMissingIsNamed() {
        cluster.arrange(client ->
                client.apps().deployments().inNamespace("openim").withName(PUSH).delete());

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage("openim-push: there is no deployment push-rpc-server");
    }

    @Test
    void aPodThatCrashesIsNamedWithItsExitStatusAndItsLastWords() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));
        cluster.log("push-x", "starting\npanic: no suitable local IP address\n");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage("openim-push: 1 of 2 pods ready (deployment/push-rpc-server): pod push-x crashes"
                        + " (CrashLoopBackOff, exit status 2, restarted 7 times), it said last: panic: no"
                        + " suitable local IP address");
    }

    @Test
    void aPodThatWasEndedForWantOfMemoryIsNamedWithItsLimit() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(137, "OOMKilled")));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage(
                        "openim-push: 1 of 2 pods ready (deployment/push-rpc-server): pod push-x was ended for want of"
                                + " memory (OOMKilled, exit status 137, restarted 7 times, it may have 128Mi)");
    }

    @Test
    void aPodThatHasNoNodeIsNamedWithTheSchedulersWords() {
        Pod pending = new PodBuilder(FakeCluster.pod("push-x", PUSH, "Pending", false))
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available: 3 Insufficient memory.")
                .endCondition()
                .endStatus()
                .build();
        cluster.ill(PUSH, pending);

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage(
                        "openim-push: 1 of 2 pods ready (deployment/push-rpc-server): pod push-x is placed on no node"
                                + " (Pending): 0/3 nodes are available: 3 Insufficient memory.");
    }

    @Test
    void aPodWhoseImageCannotBeHadIsNamedWithIt() {
        cluster.ill(
                PUSH,
                FakeCluster.pod(
                        "push-x",
                        PUSH,
                        "Pending",
                        false,
                        FakeCluster.waiting("ImagePullBackOff", "Back-off pulling image")));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage("openim-push: 1 of 2 pods ready (deployment/push-rpc-server): pod push-x has no image"
                        + " (ImagePullBackOff, openim/openim-push:v9.9.9): Back-off pulling image");
    }

    /** OpenIM's own manifests of ChatServer name a secret that none of them makes. */
    @Test
    void aPodWhoseSecretIsMissingIsNamedWithIt() {
        cluster.ill(
                PUSH,
                FakeCluster.pod(
                        "push-x",
                        PUSH,
                        "Pending",
                        false,
                        FakeCluster.waiting("CreateContainerConfigError", "secret \"redis-secret\" not found")));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessageContaining(
                        "pod push-x cannot be made (CreateContainerConfigError): secret \"redis-secret\" not found");
    }

    @Test
    void aPodThatIsNotReadyIsNamedWithTheWordsOfItsProbe() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.unready()));
        cluster.add(new EventBuilder()
                .withNewMetadata()
                .withName("push-x.1")
                .withNamespace("openim")
                .endMetadata()
                .withNewInvolvedObject()
                .withName("push-x")
                .endInvolvedObject()
                .withReason("Unhealthy")
                .withMessage("Readiness probe failed: dial tcp 10.1.0.4:10170: connect: connection refused")
                .build());

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage("openim-push: 1 of 2 pods ready (deployment/push-rpc-server): pod push-x is not ready:"
                        + " Readiness probe failed: dial tcp 10.1.0.4:10170: connect: connection refused");
    }

    @Test
    void aDeploymentThatIsScaledToNothingIsNamed() {
        cluster.arrange(client -> client.apps()
                .deployments()
                .inNamespace("openim")
                .withName(PUSH)
                .edit(deployment -> {
                    deployment.getSpec().setReplicas(0);
                    return deployment;
                }));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage("openim-push: deployment/push-rpc-server is scaled to 0 pods");
    }

    @Test
    void aPodMoreThatIsOnItsWayIsNotMissed() {
        cluster.add(FakeCluster.pod("push-3", PUSH, "Pending", false, FakeCluster.waiting("ContainerCreating", "")));

        assertThat(pods().ofServer()).startsWith("12 workloads, 24 pods ready");
    }

    @Test
    void aPodMoreThatCrashesIsToldThoughEnoughAreReady() {
        cluster.add(FakeCluster.pod("push-3", PUSH, "Running", false, FakeCluster.crashing(1, "Error")));

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessageContaining(
                        "openim-push: 2 of 2 pods ready (deployment/push-rpc-server): pod push-3 crashes");
    }

    @Test
    void whatMayNotBeListedIsToldByVerbAndResource() {
        cluster.forbid("list pods");

        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessage(
                        "cannot tell: what we log in with may not list pods in the namespace openim; its role lacks the"
                                + " verb list for the resource pods");
    }

    @Test
    void aLogThatMayNotBeReadCostsItsWordsAlone() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));
        cluster.forbid("get pods/log");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessageContaining(
                        "crashes (CrashLoopBackOff, exit status 2, restarted 7 times), and its log could not be"
                                + " read (cannot tell: what we log in with may not get pods/log");
    }

    @Test
    void eventsThatMayNotBeReadCostTheProbesWordsAlone() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.unready()));
        cluster.forbid("list events");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofServer())
                .withMessageContaining(
                        "pod push-x is not ready, and its events could not be read (cannot tell: what we log in"
                                + " with may not list events");
    }

    @Test
    void aNamespaceWithoutOpenImProvesNothing() {
        try (FakeCluster bare = FakeCluster.empty(directory)) {
            assertThatExceptionOfType(NotLookedAt.class)
                    .isThrownBy(() -> new Pods(bare.namespace(), new WorkloadParts(Map.of())).ofServer())
                    .withMessageContaining("nothing in the namespace openim is known to be OpenIMServer");
        }
    }

    @Test
    void aPartIsFoundByTheNameOrTheLabelThatTheSettingsGive() {
        cluster.arrange(client ->
                client.apps().deployments().inNamespace("openim").withName(PUSH).delete());
        cluster.deployment("im-pusher", "somebody-elses");
        cluster.remove(PUSH + "-1");
        cluster.ready("im-pusher-1", "im-pusher");
        cluster.ready("im-pusher-2", "im-pusher");

        assertThat(pods(Map.of("openim-push", "im-pusher")).ofServer()).startsWith("12 workloads, 24 pods ready");
        assertThat(pods(Map.of("openim-push", "app=im-pusher")).ofServer()).startsWith("12 workloads, 24 pods ready");
    }

    @Test
    void componentsThatAreNoPodsThereAreNotProven() {
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> pods().ofComponents())
                .withMessageContaining("nothing in the namespace openim is known to be an external component");
    }

    @Test
    void aComponentThatIsAPodIsLookedAt() {
        cluster.deployment("minio", "minio");
        cluster.ready("minio-1", "minio");

        assertThatExceptionOfType(BrokenPromise.class)
                .isThrownBy(() -> pods().ofComponents())
                .withMessage("minio: 1 of 2 pods ready (deployment/minio): its controller has made no more pods");
    }

    @Test
    void nothingButListsAndGetsIsAsked() {
        pods().ofServer();

        assertThat(cluster.asked()).containsExactly("list deployments.apps", "list events", "list pods");
    }

    private Pods pods() {
        return pods(Map.of());
    }

    private Pods pods(Map<String, String> called) {
        return new Pods(cluster.namespace(), new WorkloadParts(called));
    }
}
