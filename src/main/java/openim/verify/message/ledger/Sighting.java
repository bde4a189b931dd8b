package openim.verify.message.ledger;

import java.time.Instant;
import openim.verify.client.Message;
import openim.verify.client.MessageId;

/**
 * A message, seen somewhere: a fact. Seen twice at one place it is one sighting; seen at two places, two.
 *
 * @param place where in the layer, so that each copy has a place of its own: {@code oiv01b #2 push 17}, {@code seq 12},
 *     {@code toRedis-3@1204}
 * @param seq its number in the conversation, 0 where it has none
 * @param at when we saw it
 * @param intact whether its text was what was sent, letter by letter
 */
public record Sighting(MessageId message, Layer layer, String place, long seq, Instant at, boolean intact) {

    public static Sighting of(LedgerEntry entry, Message seen, Layer layer, String place, Instant at) {
        return new Sighting(entry.id(), layer, place, seen.seq(), at, entry.isIntact(seen.text()));
    }
}
