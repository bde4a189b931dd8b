package openim.verify.message.kafka;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.kafka.Search;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;
import org.junit.jupiter.api.Test;

class InKafkaTest {

    private final Sent one = sent("1");
    private final Sent two = sent("2");

    @Test
    void eachMessageIsNamedWithItsPlace() {
        assertThat(InKafka.places(List.of(one, two), sweep(Map.of(one.id(), at(one, 5), two.id(), at(two, 9)))))
                .isEqualTo("toRedis-3@5, toRedis-3@9");
    }

    @Test
    void oneThatIsNotThereIsABrokenPromise() {
        assertThatThrownBy(() -> InKafka.places(List.of(one, two), sweep(Map.of(one.id(), at(one, 5)))))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("message m2")
                .hasMessageContaining("not in toRedis within 400 ms; 7 other records read");
    }

    private static Search.Found at(Sent sent, long offset) {
        return new Search.Found("toRedis", 3, offset, seen(sent, 0));
    }

    private static ScanResult sweep(Map<openim.verify.client.MessageId, Search.Found> found) {
        return new ScanResult("toRedis", found, 7, 0, Duration.ofMillis(400));
    }
}
