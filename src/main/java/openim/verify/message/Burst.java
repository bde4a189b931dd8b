package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.client.MessageId;
import openim.verify.client.user.Sent;

/**
 * Messages that were sent by WebSocket one after the other, each when the one before was acknowledged.
 *
 * @param sent in the order of sending
 */
public record Burst(List<Sent> sent) {

    public Burst {
        sent = List.copyOf(sent);
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent, so nothing can be proven by it");
        }
    }

    /**
     * Sends so many.
     *
     * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
     */
    public static Burst of(int count, OpenSessions sessions) {
        return new Burst(IntStream.rangeClosed(1, count)
                .mapToObj(number -> sessions.sender()
                        .mustSend(text("by WebSocket, " + number + " of " + count), sessions.receiver()))
                .toList());
    }

    /** Nobody ever sent this text before. Beyond ASCII, because bytes are what is compared. */
    public static String text(String how) {
        return "openim-verify → " + how + " ✓ " + Instant.now() + " " + MessageId.fresh();
    }

    /** The slowest of the acknowledgements. */
    public Duration slowest() {
        return sent.stream()
                .map(message -> message.ack().answer().took())
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
