package openim.verify.client.kafka;

import java.nio.charset.StandardCharsets;

/**
 * In which partition OpenIM puts the records of a key: by FNV-1a, the hash of its Kafka library (sarama), and not by Kafka's
 * own murmur2.
 */
public final class KeyPartition {

    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private KeyPartition() {}

    /** The partition of that key in a topic with so many. */
    public static int of(String key, int partitions) {
        int hash = OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * PRIME;
        }
        return Math.abs(hash % partitions);
    }
}
