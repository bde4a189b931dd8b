package openim.verify.target.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.client.UserId;
import openim.verify.client.kafka.KeyPartition;
import openim.verify.rehearsal.service.store.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

    private static final UserId SENDER = new UserId("oiv01a");

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 32})
    void eachPartitionCarriesAConversation(int partitions) {
        var spread = Spread.of(SENDER, "oiv01", Map.of("toPush", partitions), true);

        var reached = spread.receivers().stream()
                .map(receiver -> spread.places(SENDER, receiver).get("toPush"))
                .collect(Collectors.toSet());
        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, partitions).boxed().toList());
        assertThat(spread.receivers()).hasSize(partitions);
    }

    @Test
    void topicsOfDifferentSizesAreReachedAll() {
        var spread = Spread.of(SENDER, "oiv01", Map.of("toPush", 8, "toMongo", 5), true);

        for (String topic : spread.partitions().keySet()) {
            assertThat(spread.receivers().stream()
                            .map(receiver -> spread.places(SENDER, receiver).get(topic))
                            .collect(Collectors.toSet()))
                    .hasSize(spread.partitions().get(topic));
        }
    }

    @Test
    void moreThanWeWantToHoldIsSaid() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Spread.of(SENDER, "oiv01", Map.of("toPush", 1000), true))
                .withMessageContaining("64 conversations do not reach all partitions");
    }

    @Test
    void keysAreSharedOutAsOpenImDoesAndNotAsJavaDoes() {
        // The hash of "foobar" by FNV-1a is 0xbf9cf968, as a negative number -1080231576.
        assertThat(KeyPartition.of("foobar", 1_000)).isEqualTo(576);
        for (int number = 0; number < 100; number++) {
            String key = "oiv01a_oiv01p" + number;
            assertThat(KeyPartition.of(key, 8)).isEqualTo(Conversation.partition(key));
        }
    }
}
