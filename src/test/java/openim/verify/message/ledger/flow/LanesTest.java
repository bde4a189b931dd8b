package openim.verify.message.ledger.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.client.UserId;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void theStandardFlowTouchesEachPartition() {
        Lanes lineUp = Lanes.of(accounts(4, 8), 1, 8, 8);

        assertThat(lineUp.lanes()).hasSize(8).doesNotHaveDuplicates();
        assertThat(lineUp.lanes())
                .extracting(Lanes.Lane::from)
                .containsOnly(lineUp.lanes().get(0).from());
        assertThat(lineUp.partitions()).hasSize(8);
    }

    /** A topic that somebody gave more partitions is touched in as many as there are people for. */
    @Test
    void asManyPartitionsAreTouchedAsThereAre() {
        Lanes lineUp = Lanes.of(accounts(1, 50), 1, 24, 12);

        assertThat(lineUp.partitions()).hasSize(12).allMatch(partition -> partition < 12);
        assertThat(Lanes.of(accounts(1, 50), 1, 24, 3).partitions()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void manySendersWriteToFewReceivers() {
        Lanes lineUp = Lanes.of(accounts(1, 50), 92, 8, 8);

        assertThat(lineUp.people()).hasSize(100);
        assertThat(lineUp.lanes()).hasSize(92);
        assertThat(lineUp.lanes().stream().map(Lanes.Lane::to).distinct()).hasSize(8);
    }

    @Test
    void nobodyWritesToHimself() {
        assertThat(Stream.of(Lanes.of(accounts(1, 2), 1, 3, 8), Lanes.of(accounts(1, 3), 2, 4, 8))
                        .flatMap(lineUp -> lineUp.lanes().stream()))
                .noneMatch(lane -> lane.from().equals(lane.to()));
    }

    @Test
    void tooFewAccountsAreRefused() {
        assertThatThrownBy(() -> Lanes.of(accounts(1, 4), 1, 8, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Worked out apart from the product: FNV-1a of 32 bits, its remainder by eight as a signed number, without the sign. */
    @Test
    void thePartitionIsThatOfOpenImsProducer() {
        assertThat(Lanes.partition(new UserId("oiv01a"), new UserId("oiv01b"), 8))
                .isEqualTo(3);
        assertThat(Lanes.partition(new UserId("oiv05a"), new UserId("oiv06a"), 8))
                .isEqualTo(3);
        assertThat(Lanes.partition(new UserId("oiv05a"), new UserId("oiv04a"), 8))
                .isEqualTo(5);
        assertThat(Lanes.partition(new UserId("oiv07b"), new UserId("oiv02a"), 8))
                .isEqualTo(0);
    }

    private static List<UserId> accounts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(slot -> String.format("oiv%02d", slot))
                .flatMap(base -> Stream.of(new UserId(base + "a"), new UserId(base + "b")))
                .toList();
    }
}
