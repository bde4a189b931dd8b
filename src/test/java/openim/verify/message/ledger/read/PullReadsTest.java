package openim.verify.message.ledger.read;

import static openim.verify.message.ledger.WrittenLedger.CONVERSATION;
import static openim.verify.message.ledger.WrittenLedger.lane;
import static openim.verify.message.ledger.WrittenLedger.refused;
import static openim.verify.message.ledger.WrittenLedger.silent;
import static openim.verify.message.ledger.WrittenLedger.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.LongStream;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.UserId;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.message.ledger.read.ReadSources.PullReads;
import org.junit.jupiter.api.Test;

class PullReadsTest {

    private final List<Message> handedOver = new ArrayList<>();
    private final List<String> pulled = new ArrayList<>();

    @Test
    void aConversationIsPulledPageByPageUpToItsNewestSeq() {
        FinalRead look = read(asked -> 250);

        assertThat(look.complete()).isTrue();
        assertThat(look.words()).isEqualTo("pulled up to seq 250");
        assertThat(pulled).containsExactly("1-100", "101-200", "201-250");
        assertThat(handedOver).hasSize(250);
    }

    @Test
    void whatWasThereBeforeTheFlowIsNotPulled() {
        LaneRead lane = new LaneRead(CONVERSATION, lane().from(), lane().to(), 240, lane().lastSentAt(), lane().days());

        new PullReads(door(asked -> 250), Duration.ZERO, soon()).read(lane, handedOver::addAll);

        assertThat(pulled).containsExactly("241-250");
    }

    @Test
    void aConversationThatTheServerDoesNotNameHasNothingToBePulled() {
        assertThat(read(asked -> 0)).satisfies(look -> {
            assertThat(look.complete()).isTrue();
            assertThat(look.words()).isEqualTo("pulled up to seq 0");
        });
        assertThat(pulled).isEmpty();
    }

    @Test
    void whenTimeIsOverTheReadIsPartialAndSaysHowFarItCame() {
        FinalRead look = new PullReads(door(asked -> 250), Duration.ZERO, Deadline.in(Duration.ZERO))
                .read(lane(), handedOver::addAll);

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("time was over").contains("up to seq 0 of 250");
    }

    /** A pull of a number that was only just given would have the server remember that there is nothing under it. */
    @Test
    void onlyNumbersThatWereGivenAWhileAgoArePulled() {
        FinalRead look = read(asked -> asked == 1 ? 5 : 7);

        assertThat(pulled).containsExactly("1-5");
        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("still got their numbers").contains("up to seq 5 of 7");
    }

    @Test
    void aMessageThatIsNumberedBetweenTwoPagesMakesTheReadPartialAndIsInTheNextOne() {
        PullReads reads = new PullReads(door(asked -> asked < 3 ? 150 : 151), Duration.ZERO, soon());

        FinalRead first = reads.read(lane(), handedOver::addAll);
        handedOver.clear();
        FinalRead second = reads.read(lane(), handedOver::addAll);

        assertThat(first.complete()).isFalse();
        assertThat(first.words()).contains("up to seq 150 of 151");
        assertThat(second.complete()).isTrue();
        assertThat(handedOver).extracting(Message::seq).endsWith(151L);
    }

    @Test
    void aPullThatIsRefusedOrNotAnsweredAccusesNobodyAndWhatCameBeforeIsKnown() {
        for (ApiResult<List<Message>> failed :
                List.of(WrittenLedger.<List<Message>>silent(), WrittenLedger.<List<Message>>refused(500, "down"))) {
            handedOver.clear();
            PullReads.Door stops = new Pages(asked -> 250) {

                @Override
                public ApiResult<List<Message>> pull(
                        UserId receiver, ConversationId from, long firstSeq, long lastSeq) {
                    return firstSeq > 100 ? failed : super.pull(receiver, from, firstSeq, lastSeq);
                }
            };

            FinalRead look = new PullReads(stops, Duration.ZERO, soon()).read(lane(), handedOver::addAll);

            assertThat(look.complete()).isFalse();
            assertThat(look.words()).contains("pulls by REST");
            assertThat(handedOver).hasSize(100);
        }
    }

    @Test
    void whoeverIsKickedOutOrUnansweredWhenHeAsksForSeqsHasNotLooked() {
        assertThat(new PullReads(seqs(refused(1506, "kicked")), Duration.ZERO, soon())
                        .read(lane(), handedOver::addAll)
                        .words())
                .contains("another run uses account oiv01b");
        assertThat(new PullReads(seqs(silent()), Duration.ZERO, soon())
                        .read(lane(), handedOver::addAll)
                        .complete())
                .isFalse();
    }

    private FinalRead read(IntToLongFunction newest) {
        return new PullReads(door(newest), Duration.ZERO, soon()).read(lane(), handedOver::addAll);
    }

    private PullReads.Door door(IntToLongFunction newest) {
        return new Pages(newest);
    }

    private PullReads.Door seqs(ApiResult<Map<ConversationId, Long>> told) {
        return new Pages(asked -> 1) {

            @Override
            public ApiResult<Map<ConversationId, Long>> newestSeqs(UserId receiver) {
                return told;
            }
        };
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }

    /** A server that has a message under each seq; the newest is what a test says at each time that it is asked, from 1 on. */
    private class Pages implements PullReads.Door {

        private final IntToLongFunction newest;
        private int asked;

        Pages(IntToLongFunction newest) {
            this.newest = newest;
        }

        @Override
        public ApiResult<Map<ConversationId, Long>> newestSeqs(UserId receiver) {
            long seq = newest.applyAsLong(++asked);
            return told(seq == 0 ? Map.of() : Map.of(CONVERSATION, seq));
        }

        @Override
        public ApiResult<List<Message>> pull(UserId receiver, ConversationId from, long firstSeq, long lastSeq) {
            pulled.add(firstSeq + "-" + lastSeq);
            return told(LongStream.rangeClosed(firstSeq, lastSeq)
                    .mapToObj(WrittenLedger::other)
                    .toList());
        }
    }
}
