package openim.verify.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells, read into a value.
 *
 * <p>The answer's raw data is dropped once it is read: it can hold other people's live tokens.
 *
 * @param <T> what is told
 */
public final class Told<T> {

    private final Answer answer;
    private final @Nullable T value;
    private final String unreadable;

    private Told(Answer answer, @Nullable T value, String unreadable) {
        this.answer = answer.withoutData();
        this.value = value;
        this.unreadable = unreadable;
    }

    /**
     * Reads the data of an answer that says errCode 0.
     *
     * @param reading throws {@link IllegalArgumentException} if the data is not what it should be
     */
    public static <T> Told<T> by(Answer answer, Function<JsonNode, T> reading) {
        if (!(answer instanceof Answer.Reply reply) || reply.errCode() != 0) {
            return new Told<>(answer, null, "");
        }
        try {
            return new Told<>(answer, reading.apply(reply.data()), "");
        } catch (IllegalArgumentException strange) {
            return new Told<>(answer, null, Words.of(String.valueOf(strange.getMessage())));
        }
    }

    /** A value that was read already, or none where the answer has none. */
    public static <T> Told<T> of(Answer answer, @Nullable T value) {
        return new Told<>(answer, value, value == null && answer.isOk() ? "no data" : "");
    }

    /** The answer it came with, without its data. */
    public Answer answer() {
        return answer;
    }

    /** What was told; empty if the answer is no success or its data is not what it should be. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** See {@link Answer#withTokenOf}. */
    public Told<T> withTokenOf(UserId ours) {
        answer.withTokenOf(ours);
        return this;
    }

    /**
     * What was told, or else an accusation.
     *
     * @param who who expects it, and {@code does} what: "alice", "gets a token"
     * @throws BrokenPromise if nothing was told
     */
    public T requireOk(String who, String does) {
        answer.requireOk(who, does);
        if (value == null) {
            throw new BrokenPromise(
                    who + " expected: " + does + "; got errCode 0 with data that cannot be read (" + unreadable
                            + ") from " + answer.asked(),
                    Evidence.of(Evidence.EXPECTED, who + " " + does),
                    Evidence.of(Evidence.FROM, answer.asked()),
                    Evidence.of(Evidence.ERR_CODE, 0),
                    Evidence.of(Evidence.SEEN, unreadable));
        }
        return value;
    }

    @Override
    public String toString() {
        return unreadable.isEmpty() ? answer.toString() : answer + ", unreadable: " + unreadable;
    }
}
