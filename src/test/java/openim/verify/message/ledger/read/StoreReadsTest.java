package openim.verify.message.ledger.read;

import static openim.verify.message.ledger.WrittenLedger.CONVERSATION;
import static openim.verify.message.ledger.WrittenLedger.lane;
import static openim.verify.message.ledger.WrittenLedger.other;
import static openim.verify.message.ledger.WrittenLedger.refused;
import static openim.verify.message.ledger.WrittenLedger.silent;
import static openim.verify.message.ledger.WrittenLedger.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.UserId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.Page;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreReadsTest {

    private final List<Message> handedOver = new ArrayList<>();
    private final List<LocalDate> searched = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 500})
    void aDayThatIsReadToItsLastPageIsWhole(int messages) {
        FinalRead look = search(lane(), stored(messages));

        assertThat(look.complete()).isTrue();
        assertThat(new HashSet<>(handedOver)).hasSize(messages);
    }

    @Test
    void aDayWithMorePagesThanGoUnfeltIsNotWholeAndWhatWasFoundIsHandedOver() {
        FinalRead look = search(lane(), stored(501));

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("more than 500 messages").contains("openim.mongo.uri is not known");
        assertThat(handedOver).hasSize(500);
    }

    /** The newest first, as a server may answer: one that comes between two pages pushes another over the edge. */
    @Test
    void aMessageThatComesBetweenTwoPagesMakesTheDayPartial() {
        List<Message> store = new ArrayList<>(stored(150));

        FinalRead look = search(lane(), new StoreReads.Search() {

            @Override
            public ApiResult<MessageApi.Found> page(UserId sender, UserId receiver, LocalDate day, Page page) {
                ApiResult<MessageApi.Found> told = pageOf(store, page);
                store.add(0, other(1000 + store.size()));
                return told;
            }
        });

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("151 messages").contains("150 different ones");
    }

    /** A removal pulls the rest forward, over the edge of a page that was read already. */
    @Test
    void aMessageThatIsTakenAwayBetweenTwoPagesMakesTheDayPartial() {
        List<Message> store = new ArrayList<>(stored(150));

        FinalRead look = search(lane(), (sender, receiver, day, page) -> {
            ApiResult<MessageApi.Found> told = pageOf(store, page);
            store.remove(0);
            return told;
        });

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("150 messages").contains("149 different ones");
    }

    @Test
    void aMessageThatIsStoredTwiceIsTwo() {
        Message once = other(1);
        Message twice = WrittenLedger.seen(once.id(), 2, "text", WrittenLedger.THEN);

        assertThat(search(lane(), List.of(once, twice)).complete()).isTrue();
    }

    @Test
    void whenTimeIsOverNothingMoreIsSearched() {
        FinalRead look = new StoreReads(
                        Optional.empty(),
                        "openim.mongo.uri is not known",
                        paged(stored(5)),
                        SearchBudget.of(60),
                        Deadline.in(Duration.ZERO))
                .read(lane(), handedOver::addAll);

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("time was over before page 1");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void aBudgetThatIsUsedUpMakesTheLookPartialInItsOwnWords() {
        StoreReads reads = reads(paged(stored(150)), SearchBudget.of(3));

        assertThat(reads.read(lane(), handedOver::addAll).complete()).isTrue();
        FinalRead second = reads.read(lane(), handedOver::addAll);

        assertThat(second.reach()).isEqualTo(FinalRead.Reach.PARTIAL);
        assertThat(second.words()).contains("3 searches at a time");
        assertThat(handedOver).as("what the last search showed is known").hasSize(250);
    }

    @Test
    void whatASampleDoesNotReachIsLeftOutForGoodAndWhatFailsIsNot() {
        SearchBudget.Counted budget = SearchBudget.sample(2);
        StoreReads reads = reads(paged(stored(5)), budget);

        assertThat(List.of(
                        reads.read(lane(), handedOver::addAll),
                        reads.read(lane(), handedOver::addAll),
                        reads.read(lane(), handedOver::addAll)))
                .extracting(FinalRead::reach)
                .containsExactly(FinalRead.Reach.WHOLE, FinalRead.Reach.WHOLE, FinalRead.Reach.LEFT_OUT);
        assertThat(budget.made()).isEqualTo(2);
        assertThat(reads((sender, receiver, day, page) -> silent(), SearchBudget.sample(2))
                        .read(lane(), handedOver::addAll)
                        .reach())
                .isEqualTo(FinalRead.Reach.PARTIAL);
    }

    @Test
    void aSearchThatIsNotAnsweredOrRefusedAccusesNobody() {
        FinalRead unanswered = search(lane(), (sender, receiver, day, page) -> silent());
        FinalRead refused = search(lane(), (sender, receiver, day, page) -> refused(1002, "no permission"));

        assertThat(List.of(unanswered, refused)).noneMatch(FinalRead::complete);
        assertThat(unanswered.words()).contains("no answer within 4000 ms");
        assertThat(refused.words()).contains("no permission");
    }

    @Test
    void whatAnUnwillingMongoDbCouldNotShowTheServerIsAskedFor() {
        StoreReads.Documents cutOff = new StoreReads.Documents() {

            @Override
            public void from(ConversationId conversation, long firstSeq, Consumer<List<Message>> batch) {
                batch.accept(List.of(other(1)));
                throw new CannotLook("MongoDB at db:27017: no answer within 4000 ms");
            }

            @Override
            public void close() {}
        };
        StoreReads reads = new StoreReads(
                Optional.of(cutOff), "", (sender, receiver, day, page) -> silent(), SearchBudget.of(60), soon());

        FinalRead look = reads.read(lane(), handedOver::addAll);

        assertThat(look.complete()).isFalse();
        assertThat(look.words()).contains("MongoDB at db:27017").contains("; and ");
        assertThat(handedOver).containsExactly(other(1));
    }

    @Test
    void everythingInMongoDbFromTheFlowsBeginningIsWhole() {
        List<Long> from = new ArrayList<>();
        StoreReads.Documents all = new StoreReads.Documents() {

            @Override
            public void from(ConversationId conversation, long firstSeq, Consumer<List<Message>> batch) {
                from.add(firstSeq);
                batch.accept(stored(3));
            }

            @Override
            public void close() {}
        };
        LaneRead lane = new LaneRead(CONVERSATION, lane().from(), lane().to(), 41, WrittenLedger.THEN, lane().days());

        FinalRead look = new StoreReads(
                        Optional.of(all), "", (sender, receiver, day, page) -> silent(), SearchBudget.of(0), soon())
                .read(lane, handedOver::addAll);

        assertThat(look.complete()).isTrue();
        assertThat(from).containsExactly(42L);
        assertThat(handedOver).hasSize(3);
    }

    @Test
    void aroundMidnightBothDaysAreSearched() {
        Instant before = Instant.parse("2024-05-06T23:59:59Z");
        Instant after = Instant.parse("2024-05-07T00:00:30Z");

        search(LaneRead.of(CONVERSATION, lane().from(), lane().to(), 0, before, before), List.of());
        search(LaneRead.of(CONVERSATION, lane().from(), lane().to(), 0, after, after), List.of());
        search(lane(), List.of());

        LocalDate sixth = LocalDate.parse("2024-05-06");
        assertThat(searched).containsExactly(sixth, sixth.plusDays(1), sixth, sixth.plusDays(1), sixth);
    }

    private FinalRead search(LaneRead lane, List<Message> stored) {
        return search(lane, paged(stored));
    }

    private FinalRead search(LaneRead lane, StoreReads.Search search) {
        return reads(search, SearchBudget.of(60)).read(lane, handedOver::addAll);
    }

    private StoreReads reads(StoreReads.Search search, SearchBudget budget) {
        return new StoreReads(Optional.empty(), "openim.mongo.uri is not known", search, budget, soon());
    }

    private StoreReads.Search paged(List<Message> stored) {
        return (sender, receiver, day, page) -> {
            searched.add(day);
            return pageOf(stored, page);
        };
    }

    private static ApiResult<MessageApi.Found> pageOf(List<Message> stored, Page page) {
        int first = Math.min(stored.size(), (page.number() - 1) * page.size());
        int last = Math.min(stored.size(), first + page.size());
        return told(new MessageApi.Found(stored.size(), stored.subList(first, last)));
    }

    private static List<Message> stored(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(WrittenLedger::other).toList();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMinutes(1));
    }
}
