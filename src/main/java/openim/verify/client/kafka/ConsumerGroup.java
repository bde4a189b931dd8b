package openim.verify.client.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A consumer group of OpenIM's: who is in it and how far it has come.
 *
 * @param name such as {@code redis}, {@code mongo}, {@code push}
 * @param state Kafka's word: {@code Stable}, {@code Empty}, {@code PreparingRebalance}, {@code Dead} and so on
 * @param members those that are in it
 * @param committed the next offset to be read, by topic and partition; {@code push} never commits, so its is empty
 */
public record ConsumerGroup(
        String name, String state, List<Member> members, Map<String, Map<Integer, Long>> committed) {

    private static final String STABLE = "Stable";

    /**
     * One consumer.
     *
     * @param id that the coordinator gave it
     * @param host that it connects from
     * @param partitions that it was given, each {@code topic-number}
     */
    public record Member(String id, String host, List<String> partitions) {

        public Member {
            partitions = List.copyOf(partitions);
        }
    }

    public ConsumerGroup {
        members = List.copyOf(members);
        committed = Map.copyOf(committed);
    }

    /** Whether consumers are in it, and agree who reads what. */
    public boolean isAttended() {
        return state.equals(STABLE) && !members.isEmpty();
    }

    /** Whether somebody is in charge of each of these partitions of a topic. */
    public boolean covers(String topic, Collection<Integer> partitions) {
        List<String> given =
                members.stream().flatMap(member -> member.partitions().stream()).toList();
        return partitions.stream().allMatch(partition -> given.contains(topic + "-" + partition));
    }
}
