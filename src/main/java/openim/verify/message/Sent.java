package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.client.Ack;
import openim.verify.client.MessageId;
import openim.verify.client.Told;
import openim.verify.client.api.MessageApi;
import openim.verify.target.Pair;

/**
 * Messages that were sent, and acknowledged, one after the other.
 *
 * @param dispatches in the order of sending
 */
public record Sent(List<Dispatch> dispatches) {

    public Sent {
        dispatches = List.copyOf(dispatches);
        if (dispatches.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent, so nothing can be proven by it");
        }
    }

    /** What was sent by REST, kept apart: it needs no gateway. */
    public record ByRest(Dispatch dispatch) {}

    /**
     * Sends so many by WebSocket, each when the one before is acknowledged.
     *
     * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
     */
    public static Sent byWebSocket(OpenSessions sessions, int count) {
        return new Sent(IntStream.rangeClosed(1, count)
                .mapToObj(number -> byWebSocket(sessions, number, count))
                .toList());
    }

    private static Dispatch byWebSocket(OpenSessions sessions, int number, int count) {
        Pair pair = sessions.pair();
        MessageId id = MessageId.fresh();
        String text = text("by WebSocket, " + number + " of " + count, id.value());
        Told<Ack> told = sessions.sender().send(id, pair.receiver().id(), text).withTokenOf(pair.sender().id());
        return dispatch(text, told, pair);
    }

    /**
     * Sends one by REST.
     *
     * @throws openim.verify.verdict.BrokenPromise if it is not acknowledged
     */
    public static ByRest byRest(Pair pair, MessageApi messages) {
        String text = text("by REST", MessageId.fresh().value());
        Told<Ack> told = messages.sendInTheNameOf(
                pair.sender().id(), pair.sender().platform(), pair.receiver().id(), text);
        return new ByRest(dispatch(text, told, pair));
    }

    private static Dispatch dispatch(String text, Told<Ack> told, Pair pair) {
        Ack ack = told.requireOk(pair.sender().toString(), "sends a message to " + pair.receiver());
        Duration took = told.answer().took();
        return new Dispatch(text, ack, took);
    }

    /** Nobody ever sent this text before. Beyond ASCII, because bytes are what is compared. */
    private static String text(String how, String unique) {
        return "openim-verify → " + how + " ✓ " + Instant.now() + " " + unique;
    }

    /** The slowest of the acknowledgements. */
    public Duration slowest() {
        return dispatches.stream()
                .map(Dispatch::acknowledgedAfter)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
