package openim.verify.target.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import openim.verify.client.UserId;
import openim.verify.client.kafka.KeyPartition;

/**
 * People chosen by name, so that each partition of each topic carries a conversation of one sender with one of them: a dead
 * consumer silences its own partitions only, and nobody else's message tells.
 *
 * @param partitions of each topic how many there are
 * @param counted whether Kafka said so, or OpenIM's own number is assumed
 * @param receivers as few as it takes, most of the time
 */
public record Spread(Map<String, Integer> partitions, boolean counted, List<UserId> receivers) {

    /** As many conversations as we are ready to hold in a deployment with more partitions than OpenIM makes. */
    private static final int MOST = 64;

    private static final int NAMES = 10_000;

    public Spread {
        partitions = Map.copyOf(partitions);
        receivers = List.copyOf(receivers);
    }

    /**
     * Chooses.
     *
     * @param slot with what the names begin
     * @throws IllegalStateException if there are more partitions than conversations that we want to hold
     */
    public static Spread of(UserId sender, String slot, Map<String, Integer> partitions, boolean counted) {
        Map<String, Set<Integer>> open = new TreeMap<>();
        partitions.forEach((topic, count) -> open.put(topic, numbers(count)));
        List<UserId> chosen = new ArrayList<>();
        for (int name = 0; name < NAMES && chosen.size() < MOST && !isEmpty(open); name++) {
            UserId candidate = new UserId(slot + "p" + name);
            Map<String, Integer> places = places(sender, candidate, partitions);
            if (places.entrySet().stream()
                    .anyMatch(
                            place -> open.getOrDefault(place.getKey(), Set.of()).contains(place.getValue()))) {
                places.forEach((topic, partition) ->
                        open.getOrDefault(topic, new TreeSet<>()).remove(partition));
                chosen.add(candidate);
            }
        }
        if (!isEmpty(open)) {
            throw new IllegalStateException(MOST + " conversations do not reach all partitions; left: " + open);
        }
        return new Spread(partitions, counted, chosen);
    }

    private static boolean isEmpty(Map<String, Set<Integer>> open) {
        return open.values().stream().allMatch(Set::isEmpty);
    }

    private static Set<Integer> numbers(int count) {
        Set<Integer> numbers = new TreeSet<>();
        for (int number = 0; number < count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** In which partition of each topic the conversation of the two is. */
    public Map<String, Integer> places(UserId sender, UserId receiver) {
        return places(sender, receiver, partitions);
    }

    private static Map<String, Integer> places(UserId sender, UserId receiver, Map<String, Integer> partitions) {
        Map<String, Integer> places = new LinkedHashMap<>();
        partitions.forEach((topic, count) -> places.put(topic, KeyPartition.of(receiver.keyFrom(sender), count)));
        return places;
    }
}
