package openim.verify.message.ledger;

import java.time.Duration;
import java.time.Instant;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.MessageId;

/**
 * One sending of an entry, and what the sender was told.
 *
 * @param entry the message
 * @param number 1 for the first, more for retries
 * @param at when it began, by our clock
 * @param took until the answer came, or none was waited for any more; zero while it is pending
 * @param words the server's, or how it failed
 */
public record Attempt(MessageId entry, int number, Instant at, Outcome outcome, Duration took, String words) {

    /** What the sender was told. */
    public enum Outcome {
        /** Nothing yet; for a verifier that was killed, nothing ever. */
        PENDING,
        /** That the server took it. */
        ACKNOWLEDGED,
        /** That the server did not take it. */
        REFUSED,
        /** Nothing: it may have been taken or not. */
        NO_ANSWER
    }

    public static Attempt begins(MessageId entry, int number, Instant now) {
        return new Attempt(entry, number, now, Outcome.PENDING, Duration.ZERO, "");
    }

    /**
     * What came of it. It began when it went out: before that it may have waited for its turn on this machine, which is no time of
     * the server.
     *
     * @param heard when the answer was there, or was waited for no more
     */
    public Attempt told(ApiResult<Ack> told, Instant heard) {
        Answer answer = told.answer();
        Outcome how = told.value().isPresent()
                ? Outcome.ACKNOWLEDGED
                : answer instanceof Answer.Reply && !answer.isOk() ? Outcome.REFUSED : Outcome.NO_ANSWER;
        return new Attempt(
                entry,
                number,
                heard.minus(answer.took()),
                how,
                answer.took(),
                how == Outcome.ACKNOWLEDGED ? "" : told.toString());
    }

    Instant endedAt() {
        return at.plus(took);
    }
}
