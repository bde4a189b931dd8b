package openim.verify.message.ledger.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import openim.verify.client.UserId;
import openim.verify.client.kafka.KeyPartition;

/**
 * Who writes to whom.
 *
 * @param lanes the conversations of the flow, taken in turn
 * @param inAll how many partitions OpenIM's topics have
 */
record Lanes(List<Lane> lanes, int inAll) {

    /** How many partitions OpenIM's topics have unless somebody made them otherwise. */
    static final int USUAL_PARTITIONS = 8;

    /** One of the conversations, in the direction in which it is written in. */
    record Lane(UserId from, UserId to) {}

    Lanes {
        lanes = List.copyOf(lanes);
    }

    /**
     * Chooses among accounts. A single sender is chosen so that his conversations touch as many of Kafka's partitions as
     * possible: one dead consumer of eight silences one partition only.
     *
     * @throws IllegalArgumentException if there are not enough accounts
     */
    static Lanes of(List<UserId> accounts, int senders, int receivers, int partitions) {
        if (senders < 1 || receivers < 1 || accounts.size() < senders + receivers) {
            throw new IllegalArgumentException(
                    senders + " senders and " + receivers + " receivers of " + accounts.size() + " accounts");
        }
        return senders == 1 ? ofOne(accounts, receivers, partitions) : ofMany(accounts, senders, receivers, partitions);
    }

    private static Lanes ofOne(List<UserId> accounts, int receivers, int partitions) {
        return accounts.stream()
                .map(sender -> new Lanes(
                        partners(sender, accounts, receivers, partitions).stream()
                                .map(receiver -> new Lane(sender, receiver))
                                .toList(),
                        partitions))
                .max(Comparator.comparingInt(lineUp -> lineUp.partitions().size()))
                .orElseThrow();
    }

    /** Those of yet another partition first. */
    private static List<UserId> partners(UserId sender, List<UserId> accounts, int count, int partitions) {
        Set<Integer> touched = new HashSet<>();
        List<UserId> first = new ArrayList<>();
        List<UserId> rest = new ArrayList<>();
        for (UserId other : accounts) {
            if (!other.equals(sender)) {
                (touched.add(partition(sender, other, partitions)) ? first : rest).add(other);
            }
        }
        first.addAll(rest);
        return first.subList(0, count);
    }

    private static Lanes ofMany(List<UserId> accounts, int senders, int receivers, int partitions) {
        List<UserId> to = accounts.subList(0, receivers);
        List<UserId> from = accounts.subList(receivers, receivers + senders);
        return new Lanes(
                IntStream.range(0, Math.max(senders, receivers))
                        .mapToObj(i -> new Lane(from.get(i % senders), to.get(i % receivers)))
                        .toList(),
                partitions);
    }

    /** Everybody in it. */
    Set<UserId> people() {
        Set<UserId> people = new HashSet<>();
        lanes.forEach(lane -> people.addAll(List.of(lane.from(), lane.to())));
        return people;
    }

    /** The partitions that its messages go to. */
    Set<Integer> partitions() {
        Set<Integer> partitions = new HashSet<>();
        lanes.forEach(lane -> partitions.add(partition(lane.from(), lane.to(), inAll)));
        return partitions;
    }

    /** Where OpenIM's producer puts the records of a conversation, whose key is its two people in order. */
    static int partition(UserId one, UserId other, int partitions) {
        String key = one.compareTo(other) <= 0 ? one + "_" + other : other + "_" + one;
        return KeyPartition.of(key, partitions);
    }
}
