package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.kafka.KafkaCluster.Advertised;
import openim.verify.client.net.KnownNames;
import org.junit.jupiter.api.Test;

class AdvertisedTest {

    /** Addresses of TEST-NET-1, which are nobody's and never ours. */
    private static final String ELSEWHERE = "192.0.2.7:9092";

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1));

    private static Optional<String> complaint(KafkaCluster cluster) {
        return new Advertised(KnownNames.NONE, SOON).complaint(cluster);
    }

    private static KafkaCluster cluster(String asked, String... advertised) {
        return new KafkaCluster("id", asked, List.of(advertised), Map.of(), Map.of());
    }

    @Test
    void theSamePlaceByAnotherNameIsFine() {
        assertThat(complaint(cluster("localhost:19094", "127.0.0.1:19094"))).isEmpty();
        assertThat(complaint(cluster("127.0.0.1:1", "localhost:1", "localhost:2")))
                .isEmpty();
    }

    @Test
    void brokersElsewhereMayHaveAddressesOfTheirOwn() {
        assertThat(complaint(cluster(ELSEWHERE, "192.0.2.8:9092", "192.0.2.9:9092")))
                .isEmpty();
    }

    @Test
    void aBrokerElsewhereThatAdvertisesLocalhostWouldSendUsToOurselves() {
        assertThat(complaint(cluster(ELSEWHERE, "localhost:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("Kafka advertises localhost:9092, which is this machine", ELSEWHERE));
        assertThat(complaint(cluster(ELSEWHERE, "192.0.2.8:9092", "0.0.0.0:9092")))
                .isPresent();
    }

    @Test
    void aLoopbackAddressIsWrongForWhoeverReachesTheBrokerElsewhere() {
        assertThat(new Advertised(KnownNames.NONE, SOON)
                        .loopback(cluster(ELSEWHERE, "192.0.2.8:9092", "localhost:9092")))
                .contains("localhost:9092");
        assertThat(new Advertised(KnownNames.NONE, SOON).loopback(cluster("localhost:19094", "localhost:19094")))
                .isEmpty();
        assertThat(new Advertised(KnownNames.NONE, SOON).loopback(cluster(ELSEWHERE, "192.0.2.8:9092")))
                .isEmpty();
    }

    @Test
    void aTunnelToABrokerWithAnotherPortWouldSendUsToSomebodyElse() {
        assertThat(complaint(cluster("localhost:29092", "localhost:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("which is somebody else"));
        assertThat(complaint(cluster("localhost:29092", "192.0.2.8:9092"))).isPresent();
    }

    @Test
    void aNameInsideANetworkOfContainersLeadsNowhere() {
        assertThat(complaint(cluster("localhost:19094", "kafka.invalid:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("cannot be resolved"));
    }

    @Test
    void aNameThatThisProcessKnowsLeadsToItsContainerByWhicheverPortKafkaWasReached() {
        KnownNames names = (name, deadline) ->
                name.equals("kafka.invalid") ? Optional.of(InetAddress.getLoopbackAddress()) : Optional.empty();

        assertThat(new Advertised(names, SOON).complaint(cluster("localhost:19094", "kafka.invalid:9092")))
                .isEmpty();
        assertThat(new Advertised(names, SOON).complaint(cluster("localhost:19094", "other.invalid:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("cannot be resolved"));
        KnownNames lost = (name, deadline) -> {
            throw KnownNames.cannotTell(name, "docker was not found here");
        };
        assertThat(new Advertised(lost, SOON).complaint(cluster("localhost:19094", "kafka.invalid:9092")))
                .isPresent();
    }

    @Test
    void aClusterWithoutABrokerIsNoneToRead() {
        assertThat(complaint(cluster("localhost:19094"))).isPresent();
    }
}
