package openim.verify.client.kafka;

import java.time.Duration;
import java.util.Map;
import openim.verify.client.MessageId;

/**
 * What one pass over a topic found of the messages that were looked for.
 *
 * @param found those that are there, each at its first place
 * @param records how many records were read
 * @param unreadable how many of them held no message
 * @param waited how long it was waited for
 */
public record ScanResult(
        String topic, Map<MessageId, Search.Found> found, long records, long unreadable, Duration waited) {

    public ScanResult {
        found = Map.copyOf(found);
    }

    /** How the search for that one ended. */
    public Search of(MessageId id) {
        Search.Found there = found.get(id);
        return there == null ? new Search.NotThere(topic, records, unreadable, waited) : there;
    }
}
