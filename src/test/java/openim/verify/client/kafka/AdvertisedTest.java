package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvertisedTest {

    /** Addresses of TEST-NET-1, which are nobody's and never ours. */
    private static final String ELSEWHERE = "192.0.2.7:9092";

    private static KafkaCluster cluster(String asked, String... advertised) {
        return new KafkaCluster("id", asked, List.of(advertised), Map.of(), Map.of());
    }

    @Test
    void theSamePlaceByAnotherNameIsFine() {
        assertThat(Advertised.complaint(cluster("localhost:19094", "127.0.0.1:19094")))
                .isEmpty();
        assertThat(Advertised.complaint(cluster("127.0.0.1:1", "localhost:1", "localhost:2")))
                .isEmpty();
    }

    @Test
    void brokersElsewhereMayHaveAddressesOfTheirOwn() {
        assertThat(Advertised.complaint(cluster(ELSEWHERE, "192.0.2.8:9092", "192.0.2.9:9092")))
                .isEmpty();
    }

    @Test
    void aBrokerElsewhereThatAdvertisesLocalhostWouldSendUsToOurselves() {
        assertThat(Advertised.complaint(cluster(ELSEWHERE, "localhost:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("Kafka advertises localhost:9092, which is this machine", ELSEWHERE));
        assertThat(Advertised.complaint(cluster(ELSEWHERE, "192.0.2.8:9092", "0.0.0.0:9092")))
                .isPresent();
    }

    @Test
    void aTunnelToABrokerWithAnotherPortWouldSendUsToSomebodyElse() {
        assertThat(Advertised.complaint(cluster("localhost:29092", "localhost:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("which is somebody else"));
        assertThat(Advertised.complaint(cluster("localhost:29092", "192.0.2.8:9092")))
                .isPresent();
    }

    @Test
    void aNameInsideANetworkOfContainersLeadsNowhere() {
        assertThat(Advertised.complaint(cluster("localhost:19094", "kafka.invalid:9092")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("cannot be resolved"));
    }

    @Test
    void aClusterWithoutABrokerIsNoneToRead() {
        assertThat(Advertised.complaint(cluster("localhost:19094"))).isPresent();
    }
}
