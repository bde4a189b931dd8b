package openim.verify.message.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.MessageId;

/**
 * The messages of a flow, by their ids: the newest in memory, all older ones in the file, where each was written before it was sent.
 * Safe for all threads.
 */
public final class EntriesAtHand implements AutoCloseable {

    /** A message that is pushed is mostly one of these. */
    static final int MOST = 2000;

    private final String ledger;
    private final LedgerReader file;

    private final Map<MessageId, LedgerEntry> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, LedgerEntry> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param file closed with this
     */
    public EntriesAtHand(String ledger, LedgerReader file) {
        this.ledger = ledger;
        this.file = file;
    }

    public synchronized void add(LedgerEntry entry) {
        newest.put(entry.id(), entry);
    }

    /** The message with that id; empty if it is none of this flow. */
    public synchronized Optional<LedgerEntry> of(MessageId id) {
        LedgerEntry entry = newest.get(id);
        return entry != null
                ? Optional.of(entry)
                : Optional.ofNullable(file.entries(ledger, List.of(id)).get(id));
    }

    /** How many are in memory. */
    synchronized int kept() {
        return newest.size();
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
