package openim.verify.rehearsal.service.store;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.wire.MsgData;

/** How conversations are named, and their messages keyed on Kafka. */
public final class Conversation {

    /** {@code sessionType} of a group's messages. */
    public static final int GROUP = 3;

    private static final String NOTIFICATIONS = "n_";
    private static final int PARTITIONS = 8;
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private Conversation() {}

    /** The id of the conversation that this message belongs to; notifications have one of their own beside each. */
    public static String idOf(MsgData message) {
        if (isNotification(message)) {
            return NOTIFICATIONS + keyOf(message);
        }
        if (message.getSessionType() == GROUP) {
            return "sg_" + message.getGroupID();
        }
        return "si_" + keyOf(message);
    }

    /** The key of its records on Kafka: both user ids, sorted, or the group's. */
    public static String keyOf(MsgData message) {
        if (message.getSessionType() == GROUP) {
            return message.getGroupID();
        }
        return Stream.of(message.getSendID(), message.getRecvID()).sorted().collect(Collectors.joining("_"));
    }

    /** In which partition of each topic OpenIM's producer puts records of this key: by FNV-1a, not by Java's murmur2. */
    public static int partition(String key) {
        int hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return Math.abs(hash % PARTITIONS);
    }

    /** Whether this is told by the server, and is no message between people. */
    public static boolean isNotification(MsgData message) {
        return !message.getOptionsOrDefault("isNotNotification", true);
    }

    /** The same of a conversation. */
    public static boolean isOfNotifications(String conversation) {
        return conversation.startsWith(NOTIFICATIONS);
    }

    static boolean isGroup(String conversation) {
        return conversation.startsWith("sg_");
    }
}
