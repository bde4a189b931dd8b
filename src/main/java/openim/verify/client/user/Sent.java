package openim.verify.client.user;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import openim.verify.client.Ack;
import openim.verify.client.ApiResult;
import openim.verify.client.MessageId;

/**
 * A message that was sent, and what the server said to it.
 *
 * @param id the id by which it is known everywhere: of the draft, or given by the server to what was sent by REST
 * @param at when we began to send
 */
public record Sent(MessageId id, Draft draft, ApiResult<Ack> ack, Instant at) {

    public boolean isAcknowledged() {
        return ack.value().isPresent();
    }

    @Override
    public String toString() {
        return "message " + id + " from " + draft.from() + " to " + draft.to();
    }

    /** How long the server took to acknowledge it. */
    public Duration acknowledgedAfter() {
        return ack.answer().took();
    }

    /** The slowest acknowledgement of several. */
    public static Duration slowest(Collection<Sent> several) {
        return several.stream()
                .map(Sent::acknowledgedAfter)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
