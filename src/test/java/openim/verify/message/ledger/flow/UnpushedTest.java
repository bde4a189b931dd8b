package openim.verify.message.ledger.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import openim.verify.client.MessageId;
import openim.verify.message.ledger.flow.Progress.Unpushed;
import org.junit.jupiter.api.Test;

class UnpushedTest {

    private static final MessageId ONE = new MessageId("one");

    private final Unpushed unpushed = new Unpushed();

    @Test
    void whatWasAcknowledgedIsAwaitedUntilItIsPushed() {
        unpushed.sent(ONE);
        assertThat(unpushed.isAwaited()).isFalse();

        unpushed.acknowledged(ONE);
        unpushed.acknowledged(ONE);
        assertThat(unpushed.isAwaited()).isTrue();

        unpushed.pushed(ONE);
        assertThat(unpushed.isAwaited()).isFalse();
        assertThat(unpushed.kept()).isZero();
    }

    @Test
    void whatIsPushedBeforeItsAcknowledgementIsNotAwaitedAndSecondCopiesAreNotCounted() {
        unpushed.sent(ONE);
        unpushed.pushed(ONE);
        unpushed.pushed(ONE);
        unpushed.acknowledged(ONE);

        assertThat(unpushed.isAwaited()).isFalse();
        assertThat(unpushed.pushed()).isEqualTo(1);
    }

    /** As in an outage of a day in which nothing is pushed. */
    @Test
    void soManyAreKeptAndThoseBeforeAreNotAwaitedAnyMore() {
        IntStream.range(0, 3 * Unpushed.MOST)
                .mapToObj(i -> new MessageId("m" + i))
                .forEach(id -> {
                    unpushed.sent(id);
                    unpushed.acknowledged(id);
                });
        assertThat(unpushed.kept()).isEqualTo(Unpushed.MOST);
        assertThat(unpushed.isAwaited()).isTrue();

        IntStream.range(0, 3 * Unpushed.MOST)
                .mapToObj(i -> new MessageId("m" + i))
                .forEach(unpushed::pushed);

        assertThat(unpushed.isAwaited()).isFalse();
        assertThat(unpushed.pushed()).isEqualTo(Unpushed.MOST);
    }
}
