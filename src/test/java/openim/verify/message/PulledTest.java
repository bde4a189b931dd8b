package openim.verify.message;

import static openim.verify.message.Sightings.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.user.Sent;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class PulledTest {

    private static final ConversationId FROM = new ConversationId("si_a_b");

    /** Taken by the server at the epoch. */
    private final Sent ours = sent("1");

    private final List<String> pulls = new ArrayList<>();

    @Test
    void oursIsFoundHoweverManyOthersWereWrittenSince() {
        List<Message> pulled = back(500, Map.of(90L, message(ours.id(), 90, Instant.EPOCH)), seq -> Instant.EPOCH);

        assertThat(pulled).extracting(Message::id).contains(ours.id());
        assertThat(pulled).extracting(Message::seq).isSorted();
        assertThat(pulls).startsWith("441-500").endsWith("81-140").hasSize(7);
    }

    @Test
    void whereEverythingIsOnTheFirstPageNoMoreIsPulled() {
        back(500, Map.of(499L, message(ours.id(), 499, Instant.EPOCH)), seq -> Instant.EPOCH);

        assertThat(pulls).containsExactly("441-500");
    }

    @Test
    void whatIsOlderThanOursEndsTheLookBack() {
        List<Message> pulled = back(500, Map.of(), seq -> Instant.EPOCH.plusSeconds(seq - 300));

        assertThat(pulled).extracting(Message::id).doesNotContain(ours.id());
        assertThat(pulls).endsWith("261-320").hasSize(4);
    }

    @Test
    void aConversationInWhichEverybodyWritesWithoutEndCannotBeLookedThrough() {
        assertThatThrownBy(() -> back(100_000, Map.of(), seq -> Instant.EPOCH))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("more than 3000 messages");
        assertThat(pulls).hasSize(Pulled.MOST_PULLS);
    }

    @Test
    void aConversationThatBeganWithOursIsPulledToItsBeginning() {
        assertThat(back(70, Map.of(), seq -> Instant.EPOCH)).hasSize(70);
        assertThat(pulls).containsExactly("11-70", "1-10");
    }

    private List<Message> back(long last, Map<Long, Message> special, LongFunction<Instant> sentAt) {
        Pulled.Puller puller = (from, first, to) -> {
            pulls.add(first + "-" + to);
            return told(LongStream.rangeClosed(first, to)
                    .mapToObj(seq ->
                            special.getOrDefault(seq, message(new MessageId("other-" + seq), seq, sentAt.apply(seq))))
                    .toList());
        };
        return Pulled.back("b", "by REST", puller, FROM, last, List.of(ours));
    }

    private static Message message(MessageId id, long seq, Instant at) {
        return new Message(id, "s", "a", "b", seq, Message.TEXT, "{}", at);
    }

    private static <T> ApiResult<T> told(T value) {
        return ApiResult.with(
                new Answer.Reply(new Asked("http://api", ""), 200, 0, "", "", MissingNode.getInstance(), Duration.ZERO),
                () -> value);
    }
}
