package openim.verify.rehearsal.service.message;

import java.nio.charset.StandardCharsets;

/** OpenIM's topics. */
enum Topic {
    TO_REDIS("toRedis"),
    TO_MONGO("toMongo"),
    TO_PUSH("toPush"),
    TO_OFFLINE_PUSH("toOfflinePush");

    static final int PARTITIONS = 8;

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private final String id;

    Topic(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Where OpenIM's producer puts records of this key: by FNV-1a, not by Java's murmur2. */
    static int partition(String key) {
        int hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return Math.abs(hash % PARTITIONS);
    }
}
