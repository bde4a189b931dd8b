package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import openim.verify.app.discovery.HostInputs.SeenCluster;
import openim.verify.client.kubernetes.FakeCluster;
import openim.verify.config.deployment.ClusterFiles.ClusterReader;
import openim.verify.suite.Suites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three APIs and three gateways, each in a pod of a cluster: inside of it each is looked at by itself, and named by its pod. */
class PodInstancesTest extends Instances {

    private static final String GATEWAYS = "messagegateway-rpc-server";
    private static final String APIS = "openim-api";
    private static final String SERVICE = "messagegateway-rpc-service";

    private final Map<String, List<EndpointSubset>> behind = new HashMap<>();
    private FakeCluster cluster;

    @BeforeEach
    void aClusterWithThreePodsOfEach() {
        cluster = FakeCluster.empty(reports);
        cluster.deployment(APIS, API);
        cluster.deployment(GATEWAYS, GATEWAY);
        cluster.arrange(client -> List.of(APIS, GATEWAYS)
                .forEach(name -> client.apps()
                        .deployments()
                        .inNamespace(FakeCluster.NAMESPACE)
                        .withName(name)
                        .edit(deployment -> {
                            deployment.getSpec().setReplicas(COUNT);
                            return deployment;
                        })));
        cluster.service("openim-api-service", APIS, 10_002, 10_002);
        cluster.service(SERVICE, GATEWAYS, 10_001, 10_001);
        IntStream.rangeClosed(1, COUNT).forEach(number -> {
            cluster.ready(APIS + "-" + number, APIS);
            leads("openim-api-service", url(API + "#" + number), APIS + "-" + number);
        });
    }

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void insideEachPodIsLookedAtByItself() {
        gateways(1, 2, 3);

        var smoke = inside();

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-api", "probe.each-gateway", ROUND);
        assertThat(said(smoke, "probe.each-api")).startsWith("each of 3 judges a token");
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 3 gateways answers a ping");
        assertThat(said(smoke, ROUND)).startsWith("6 messages from session to session of 3");
    }

    @Test
    void aPodThatIsReadyAndWhoseGatewayHangsIsNamed() {
        gateways(1, 2, 3);
        deployment.hang(GATEWAY + "#2");

        var smoke = inside();

        assertThat(smoke.red()).as(smoke.output()).contains("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("1 of 3 gateways did not answer: pod " + GATEWAYS + "-2: " + url(GATEWAY + "#2"))
                .contains("and then sent nothing for ");
        assertThat(said(smoke, ROUND)).contains(url(GATEWAY + "#2") + " (pod " + GATEWAYS + "-2)");
    }

    @Test
    void aPodWhoseApiIsDeadIsNamed() {
        gateways(1, 2, 3);
        deployment.kill(API + "#3");

        var smoke = inside();

        assertThat(smoke.red()).as(smoke.output()).contains("probe.each-api");
        assertThat(said(smoke, "probe.each-api"))
                .startsWith("1 of 3 openim-apis does not judge a token: pod " + APIS + "-3: " + url(API + "#3")
                        + " refuses connections");
    }

    @Test
    void aPodThatIsNotReadyIsLookedAtWhereAsManyAreWanted() {
        gateways(1, 2);
        unready(3);
        deployment.kill(GATEWAY + "#3");

        var smoke = inside();

        assertThat(said(smoke, "probe.each-gateway"))
                .as(smoke.output())
                .startsWith("1 of 3 gateways did not answer: pod " + GATEWAYS + "-3: " + url(GATEWAY + "#3")
                        + " refuses connections");
    }

    @Test
    void aPodMoreThanIsWantedIsOnItsWayAndNotMissed() {
        cluster.arrange(client -> client.apps()
                .deployments()
                .inNamespace(FakeCluster.NAMESPACE)
                .withName(GATEWAYS)
                .edit(deployment -> {
                    deployment.getSpec().setReplicas(2);
                    return deployment;
                }));
        gateways(1, 2);
        unready(3);
        deployment.kill(GATEWAY + "#3");

        var smoke = inside();

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 2 gateways");
    }

    @Test
    void aPodThatNoServiceLeadsToIsTold() {
        gateways(1, 2);
        cluster.add(FakeCluster.pod(GATEWAYS + "-x", GATEWAYS, "Pending", false));

        var smoke = inside();

        assertThat(smoke.red()).as(smoke.output()).doesNotContain("probe.each-gateway");
        assertThat(smoke.green()).as(smoke.output()).doesNotContain("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("each of 2 gateways")
                .contains("no service leads to the pod " + GATEWAYS + "-x of openim-msggateway");
    }

    @Test
    void anAddressThatIsOfNoPodIsNotAskedAndAccusesNobody() {
        gateways(1, 2, 3);
        leads(SERVICE, URI.create("ws://127.0.0.1:9"), Optional.empty(), true);

        var smoke = inside();

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(smoke.green()).as(smoke.output()).doesNotContain("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("each of 3 gateways")
                .contains("127.0.0.1:9 behind the service " + SERVICE + " is of no pod of deployment/" + GATEWAYS);
    }

    @Test
    void fromOutsideItIsSaidThatPodsCannotBeReachedAndHowManyThereAre() {
        gateways(1, 2, 3);

        var smoke = look(rehearsed(), new SeenCluster());

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(smoke.green()).doesNotContain("probe.each-api", "probe.each-gateway", ROUND);
        assertThat(said(smoke, "probe.each-api"))
                .contains(
                        "the namespace openim has 3 pods of openim-api (openim-api-1, openim-api-2, openim-api-3), and"
                                + " addresses of pods cannot be reached from here");
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("each of 12 sessions answers a ping")
                .contains("the namespace openim has 3 pods of openim-msggateway")
                .contains("which of them are met");
    }

    @Test
    void whatPeopleNameIsNotSearchedFor() {
        gateways(1, 2, 3);
        deployment.kill(GATEWAY + "#3");

        var smoke =
                look(rehearsed().with("openim.gateway.urls", url(GATEWAY + "#1") + "," + url(GATEWAY + "#2")), inPod());

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-gateway", "probe.each-api");
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 2 gateways");
    }

    @Test
    void whereTheClusterDoesNotLetUsLookItIsSaid() {
        gateways(1, 2, 3);
        cluster.forbid("list endpoints");

        var smoke = inside();

        assertThat(smoke.green()).as(smoke.output()).doesNotContain("probe.each-api", "probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway")).contains("may not list endpoints");
    }

    private void gateways(int... numbers) {
        IntStream.of(numbers).forEach(number -> {
            cluster.ready(GATEWAYS + "-" + number, GATEWAYS);
            leads(SERVICE, url(GATEWAY + "#" + number), GATEWAYS + "-" + number);
        });
    }

    private void unready(int number) {
        String pod = GATEWAYS + "-" + number;
        cluster.add(FakeCluster.pod(pod, GATEWAYS, "Running", false, FakeCluster.unready()));
        leads(SERVICE, url(GATEWAY + "#" + number), Optional.of(pod), false);
    }

    private void leads(String service, URI to, String pod) {
        leads(service, to, Optional.of(pod), true);
    }

    private void leads(String service, URI to, Optional<String> pod, boolean ready) {
        EndpointAddressBuilder address = new EndpointAddressBuilder().withIp(to.getHost());
        pod.ifPresent(name -> address.withNewTargetRef()
                .withKind("Pod")
                .withName(name)
                .withNamespace(FakeCluster.NAMESPACE)
                .endTargetRef());
        List<EndpointAddress> there = List.of(address.build());
        EndpointSubsetBuilder subset =
                new EndpointSubsetBuilder().addNewPort().withPort(to.getPort()).endPort();
        behind.computeIfAbsent(service, first -> new ArrayList<>())
                .add((ready ? subset.withAddresses(there) : subset.withNotReadyAddresses(there)).build());
    }

    /** In a pod of that namespace. */
    private static ClusterReader inPod() {
        return where -> {
            ClusterReader.Seen seen = new SeenCluster().look(where);
            return new ClusterReader.Seen(
                    seen.server(), seen.chat(), seen.doors(), Optional.of(FakeCluster.NAMESPACE), seen.gaps());
        };
    }

    private Rehearsed.Outcome inside() {
        return look(rehearsed(), inPod());
    }

    private Rehearsed.Outcome look(Rehearsed rehearsed, ClusterReader from) {
        behind.forEach((service, subsets) -> cluster.add(new EndpointsBuilder()
                .withNewMetadata()
                .withName(service)
                .endMetadata()
                .withSubsets(subsets)
                .build()));
        return rehearsed
                .with("openim.kubernetes.namespace", FakeCluster.NAMESPACE)
                .with("openim.kubernetes.kubeconfig", cluster.kubeconfig().toString())
                .from(from)
                .some(Suites.SMOKE, "probe.each-api", "probe.each-gateway", ROUND);
    }
}
