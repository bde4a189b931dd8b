package openim.verify.message;

import java.util.ArrayList;
import java.util.List;
import openim.verify.client.ConversationId;
import openim.verify.client.Recipient;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * Messages that one person sent one after the other, by WebSocket and by REST in turn, each when the one before was
 * acknowledged.
 *
 * @param sent in the order of sending
 * @param newestBefore the newest seq of the conversation before the first; 0 if it had none
 */
public record Volley(List<Sent> sent, long newestBefore) {

    public Volley {
        sent = List.copyOf(sent);
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent, so nothing can be proven by it");
        }
    }

    /**
     * Sends so many, the last by REST if the number is even.
     *
     * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
     */
    public static Volley mustSend(int count, User sender, Recipient to) {
        ConversationId conversation = to.conversationWith(sender.id());
        long newest = sender.session()
                .newestSeqs()
                .withTokenOf(sender.id())
                .mustBeOk(sender.toString(), "asks for the newest seqs by WebSocket")
                .getOrDefault(conversation, 0L);
        List<Sent> sent = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            SendRoute way = SendRoute.values()[number % SendRoute.values().length];
            sent.add(way.mustSend(sender, to, Text.fresh(way + ", " + (number + 1) + " of " + count)));
        }
        return new Volley(sent, newest);
    }

    /** Those that were sent that way; a volley alternates, beginning by WebSocket. */
    public List<Sent> by(SendRoute way) {
        List<Sent> those = new ArrayList<>();
        for (int number = way.ordinal(); number < sent.size(); number += SendRoute.values().length) {
            those.add(sent.get(number));
        }
        return those;
    }
}
