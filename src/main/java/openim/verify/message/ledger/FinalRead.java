package openim.verify.message.ledger;

import java.time.Instant;
import openim.verify.client.ConversationId;

/**
 * A final read of a conversation at a layer.
 *
 * @param at when it began
 * @param reach how far it came
 * @param words how it was looked, or why not all was read
 */
public record FinalRead(Layer layer, ConversationId conversation, Instant at, Reach reach, String words) {

    /** How far a look came. In the file it is its number in this order. */
    public enum Reach {
        /** Something that could hold a message of the flow was not read: it proves no absence, and can be made good later. */
        PARTIAL,
        /** Everything was read that could: only then does it prove an absence. */
        WHOLE,
        /** What was not read was left out on purpose, and will not be read later: it proves no absence either. */
        LEFT_OUT
    }

    public static FinalRead whole(Layer layer, ConversationId conversation, Instant at, String words) {
        return new FinalRead(layer, conversation, at, Reach.WHOLE, words);
    }

    public static FinalRead partial(Layer layer, ConversationId conversation, Instant at, String words) {
        return new FinalRead(layer, conversation, at, Reach.PARTIAL, words);
    }

    public static FinalRead leftOut(Layer layer, ConversationId conversation, Instant at, String words) {
        return new FinalRead(layer, conversation, at, Reach.LEFT_OUT, words);
    }

    /** Whether it proves an absence. */
    public boolean complete() {
        return reach == Reach.WHOLE;
    }

    /** Whether nothing is left to be read later. */
    public boolean isFinal() {
        return reach != Reach.PARTIAL;
    }
}
