package openim.verify.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
public final class ApiResult<T> {

    private final Answer answer;
    private final @Nullable T value;
    private final String unreadable;

    private ApiResult(Answer answer, @Nullable T value, String unreadable) {
        this.answer = answer.withoutData();
        this.value = value;
        this.unreadable = unreadable;
    }

    /**
     * Reads the data of an answer that says errCode 0.
     *
     * @param reading throws {@link IllegalArgumentException} if the data is not what it should be
     */
    public static <T> ApiResult<T> by(Answer answer, Function<JsonNode, T> reading) {
        return with(
                answer, () -> reading.apply(answer instanceof Answer.Reply r ? r.data() : MissingNode.getInstance()));
    }

    /** The same where the data is not in the envelope. */
    public static <T> ApiResult<T> with(Answer answer, Supplier<T> reading) {
        if (!answer.isOk()) {
            return new ApiResult<>(answer, null, "");
        }
        try {
            return new ApiResult<>(answer, reading.get(), "");
        } catch (IllegalArgumentException strange) {
            return new ApiResult<>(answer, null, Excerpt.of(String.valueOf(strange.getMessage())));
        }
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
    public ApiResult<T> withTokenOf(UserId ours) {
        answer.withTokenOf(ours);
        return this;
    }

    /**
     * What was told, or else an accusation.
     *
     * @param who who expects it, and {@code does} what: "alice", "gets a token"
     * @throws BrokenPromise if nothing was told
     */
    public T mustBeOk(String who, String does) {
        answer.mustBeOk(who, does);
        if (value == null) {
            throw BrokenPromise.seeing(
                    answer.asked() + ": errCode 0 with data that cannot be read (" + unreadable + ")",
                    who + " " + does,
                    List.of(
                            Evidence.of(Evidence.FROM, answer.asked()),
                            Evidence.of(Evidence.ERR_CODE, 0),
                            Evidence.of(Evidence.SEEN, unreadable)));
        }
        return value;
    }

    @Override
    public String toString() {
        return unreadable.isEmpty() ? answer.toString() : answer + ", unreadable: " + unreadable;
    }
}
