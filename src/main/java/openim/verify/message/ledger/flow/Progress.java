package openim.verify.message.ledger.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import openim.verify.client.MessageId;

/**
 * How far a flow has come.
 *
 * @param pushed how many of the messages were pushed to their receiver
 * @param open how many of the sessions are open
 * @param sessions how many people hold one
 * @param reconnects how often one had to be opened anew
 */
public record Progress(
        long sent,
        long acknowledged,
        long refused,
        long unanswered,
        long pushed,
        long open,
        long sessions,
        long reconnects) {

    @Override
    public String toString() {
        return "sent " + sent + ", acknowledged " + acknowledged + ", refused " + refused + ", no answer " + unanswered
                + ", pushed " + pushed + "; sessions " + open + " of " + sessions + " open"
                + (reconnects == 0 ? "" : ", " + reconnects + " times reconnected");
    }

    /**
     * Which messages of a flow were not pushed yet: the newest of them, for those before are not waited for any more. What became of
     * each is in the ledger; this is only for whoever waits, and for the line that tells how far it is. Safe for all threads.
     */
    static final class Unpushed {

        static final int MOST = 10_000;

        /** By message, whether it was acknowledged. */
        private final Map<MessageId, Boolean> messages = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, Boolean> eldest) {
                return size() > MOST && forgets(eldest.getValue());
            }
        };

        private int acknowledged;
        private long pushed;

        private boolean forgets(boolean wasAcknowledged) {
            acknowledged -= wasAcknowledged ? 1 : 0;
            return true;
        }

        /** It is about to be sent. */
        synchronized void sent(MessageId id) {
            messages.put(id, false);
        }

        /** The server took it; it may have been pushed by now. */
        synchronized void acknowledged(MessageId id) {
            if (messages.containsKey(id) && !Boolean.TRUE.equals(messages.put(id, true))) {
                acknowledged++;
            }
        }

        /** It reached its receiver, for the first time or once more. */
        synchronized void pushed(MessageId id) {
            Boolean was = messages.remove(id);
            if (was != null) {
                pushed++;
                acknowledged -= was ? 1 : 0;
            }
        }

        /** Whether one was acknowledged and is still to come. */
        synchronized boolean isAwaited() {
            return acknowledged > 0;
        }

        /** How many were pushed. */
        synchronized long pushed() {
            return pushed;
        }

        /** How many it keeps. */
        synchronized int kept() {
            return messages.size();
        }
    }
}
