package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;

/**
 * What one read of one conversation at one layer gave.
 *
 * @param look when and how, and whether it was whole
 * @param messages all that was read of the time of the flow, other people's and other flows' included
 */
record Reading(Look look, List<Message> messages) {

    Reading {
        messages = List.copyOf(messages);
    }

    static Reading whole(Layer layer, ConversationId conversation, Instant at, String how, Collection<Message> all) {
        return new Reading(new Look(layer, conversation, at, true, how), List.copyOf(all));
    }

    /** What was read proves that it is there; what was not proves nothing. */
    static Reading partial(Layer layer, ConversationId conversation, Instant at, String why, Collection<Message> some) {
        return new Reading(new Look(layer, conversation, at, false, why), List.copyOf(some));
    }
}
