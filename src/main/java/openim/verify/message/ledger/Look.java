package openim.verify.message.ledger;

import java.time.Instant;
import openim.verify.client.ConversationId;

/**
 * A final read of a conversation at a layer.
 *
 * @param at when it began
 * @param complete whether everything was read that could hold a message of the flow; only then does it prove an absence
 * @param words how it was looked, or why not all could be read
 */
public record Look(Layer layer, ConversationId conversation, Instant at, boolean complete, String words) {}
