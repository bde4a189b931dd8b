package openim.verify.client.kafka;

import java.util.Map;

/**
 * A place in a topic: of each partition the offset that the next record gets.
 *
 * @param next by partition
 */
public record Offsets(String topic, Map<Integer, Long> next) {

    public Offsets {
        next = Map.copyOf(next);
    }
}
