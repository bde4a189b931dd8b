package openim.verify.client.kafka;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a broker says of its cluster when it is asked at the address that was given.
 *
 * @param id of the cluster
 * @param asked the address that answered
 * @param advertised the addresses that its brokers want to be reached at
 * @param partitions of each topic that was asked for, how many it has; 0 if there is no such topic
 * @param leaderless of each topic, the partitions that nobody leads; topics without any are absent
 */
public record KafkaCluster(
        String id,
        String asked,
        List<String> advertised,
        Map<String, Integer> partitions,
        Map<String, List<Integer>> leaderless) {

    public KafkaCluster {
        advertised = List.copyOf(advertised);
        partitions = Map.copyOf(partitions);
        leaderless = Map.copyOf(leaderless);
    }

    /** What is wrong with the topics, in words; empty if each is there and each of its partitions is led. */
    public String complaint() {
        List<String> absent = partitions.entrySet().stream()
                .filter(topic -> topic.getValue() == 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        String missing = absent.isEmpty() ? "" : "there is no topic " + String.join(", ", absent);
        String dead = new TreeMap<>(leaderless)
                .entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .collect(Collectors.joining(", "));
        String unled = dead.isEmpty() ? "" : "nobody leads these partitions: " + dead;
        return missing + (missing.isEmpty() || unled.isEmpty() ? "" : "; ") + unled;
    }
}
