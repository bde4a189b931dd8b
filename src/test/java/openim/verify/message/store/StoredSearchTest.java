package openim.verify.message.store;

import static openim.verify.message.Sightings.seen;
import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.user.Sent;
import openim.verify.message.store.Stored.StoredSearch;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class StoredSearchTest {

    private static final LocalDate DAY = LocalDate.parse("1970-01-01");

    private final Sent ours = sent("1");
    private final List<String> asked = new ArrayList<>();

    @Test
    void whatTheSearchShowsIsFound() {
        assertThat(search(holding(List.of(seen(ours, 5))), false).found(List.of(ours)))
                .containsExactly(seen(ours, 5));
    }

    @Test
    void aSearchThatTakesTooLongOnALargeDeploymentAccusesNobody() {
        assertThatThrownBy(() -> search((day, page) -> silent(), false).found(List.of(ours)))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("no answer within 4000 ms")
                .hasMessageContaining("with openim.mongo.uri no search is needed");
    }

    @Test
    void aSearchThatIsNotAnsweredWhileMongoDbIsSilentIsABrokenPromise() {
        assertThatThrownBy(() -> search((day, page) -> silent(), true).found(List.of(ours)))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("searches the messages of our pair");
    }

    @Test
    void whatWholePagesDoNotShowIsABrokenPromise() {
        assertThatThrownBy(() -> search(holding(others(150)), false).found(List.of(ours)))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("1 of 1 message is missing");
    }

    @Test
    void pagesThatDidNotShowAsManyAsThereAreAccuseNobody() {
        StoredSearch.Search repeats = (day, page) -> told(new MessageApi.Found(150, others(100)));

        assertThatThrownBy(() -> search(repeats, false).found(List.of(ours)))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("has 150 messages")
                .hasMessageContaining("showed 100 different ones");
    }

    @Test
    void aDayThatIsTooLongToBeScannedAccusesNobody() {
        assertThatThrownBy(() -> search(holding(others(700)), false).found(List.of(ours)))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("more than 500 messages");
    }

    @Test
    void messagesThatWereTakenOnBothSidesOfMidnightAreSearchedOnBothDays() {
        Sent before = taken("2", "2026-11-24T23:59:59Z");
        Sent after = taken("3", "2026-11-25T00:00:01Z");
        StoredSearch.Search byDay = (day, page) -> {
            asked.add(day.toString());
            Sent one = day.getDayOfMonth() == 24 ? before : after;
            return told(new MessageApi.Found(1, List.of(at(one))));
        };

        assertThat(search(byDay, false).found(List.of(before, after))).hasSize(2);
        assertThat(asked).containsExactly("2026-11-24", "2026-11-25");
    }

    private StoredSearch search(StoredSearch.Search search, boolean silent) {
        return new StoredSearch(search, () -> silent, Duration.ofMillis(300), Duration.ofMillis(50));
    }

    private StoredSearch.Search holding(List<Message> stored) {
        return (day, page) -> {
            assertThat(day).isEqualTo(DAY);
            int first = Math.min(stored.size(), (page.number() - 1) * page.size());
            int last = Math.min(stored.size(), first + page.size());
            return told(new MessageApi.Found(stored.size(), stored.subList(first, last)));
        };
    }

    private static List<Message> others(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(seq -> new Message(
                        new MessageId("other-" + seq), "s" + seq, "a", "b", seq, Message.TEXT, "{}", Instant.EPOCH))
                .toList();
    }

    private static Sent taken(String number, String at) {
        Sent sent = sent(number);
        Ack ack = new Ack(sent.id(), "s" + number, Instant.parse(at));
        return new Sent(sent.id(), sent.draft(), told(ack), sent.at());
    }

    private static Message at(Sent sent) {
        Message seen = seen(sent, 1);
        return new Message(
                seen.id(),
                seen.serverId(),
                seen.sender(),
                seen.receiver(),
                seen.seq(),
                seen.contentType(),
                seen.content(),
                sent.ack().value().orElseThrow().sentAt());
    }

    private static <T> ApiResult<T> told(T value) {
        return ApiResult.with(
                new Answer.Reply(new Asked("http://api", ""), 200, 0, "", "", MissingNode.getInstance(), Duration.ZERO),
                () -> value);
    }

    private static ApiResult<MessageApi.Found> silent() {
        Answer none = new Answer.NoReply(
                new Asked("http://api", ""), Failure.NO_ANSWER, "no answer within 4000 ms", Duration.ofSeconds(4));
        return ApiResult.by(none, data -> new MessageApi.Found(0, List.of()));
    }
}
