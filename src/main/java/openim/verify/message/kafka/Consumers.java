package openim.verify.message.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.ScanResult;
import openim.verify.config.store.Kafka;
import openim.verify.verdict.CannotLook;

/** What is expected of the consumer groups that carry messages on. */
public final class Consumers {

    private Consumers() {}

    /**
     * Waits until each group of the message path has members, and each partition of its topic a reader.
     *
     * @param partitions of each topic how many there are
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if that does not come about in time
     */
    public static String mustBeInCharge(
            KafkaReader reader, Kafka kafka, Map<String, Integer> partitions, Duration within) {
        var groups = kafka.groups();
        var readers = Map.of(
                groups.toRedis(), kafka.topics().toRedis(),
                groups.toPush(), kafka.topics().toPush(),
                groups.toMongo(), kafka.topics().toMongo());
        Deadline deadline = Deadline.in(within);
        var expected = inCharge(readers, partitions);
        var seen = Eventually.within(deadline, "Kafka, asked for OpenIM's consumer groups,")
                .sees(() -> reader.groups(groups.all(), deadline), expected);
        return expected.judge(seen).reason();
    }

    /**
     * Each group has members.
     *
     * @param topics by group the topic of which somebody must be in charge of each partition; groups without one need members
     *     only
     * @param partitions of each topic how many there are
     * @throws CannotLook if of one of them none is known: that each of no partitions is read says nothing
     */
    public static Expectation<List<ConsumerGroup>> inCharge(
            Map<String, String> topics, Map<String, Integer> partitions) {
        topics.forEach((group, topic) -> {
            if (partitions.getOrDefault(topic, 0) == 0) {
                throw new CannotLook("no partition of " + topic + " is known, so nobody can say whether group " + group
                        + " reads each of them");
            }
        });
        return Expectation.of("find a member for each partition", groups -> {
            List<String> missing = new ArrayList<>();
            for (ConsumerGroup group : groups) {
                if (group.members().isEmpty()) {
                    missing.add("group " + group.name() + " has no member (" + group.state() + ")");
                } else if (topics.containsKey(group.name())) {
                    String topic = String.valueOf(topics.get(group.name()));
                    unread(group, topic, partitions.getOrDefault(topic, 0), missing);
                }
            }
            return missing.isEmpty()
                    ? Judgement.met(groups.size() + " groups, "
                            + groups.stream()
                                    .mapToInt(group -> group.members().size())
                                    .sum() + " members")
                    : Judgement.notYet(String.join("; ", missing));
        });
    }

    private static void unread(ConsumerGroup group, String topic, int partitions, List<String> missing) {
        List<Integer> unread = IntStream.range(0, partitions)
                .filter(partition -> !group.covers(topic, List.of(partition)))
                .boxed()
                .toList();
        if (!unread.isEmpty()) {
            missing.add("nobody in group " + group.name() + " reads partition " + unread + " of " + topic + " ("
                    + group.state() + ")");
        }
    }

    /**
     * What a group committed lies behind our records.
     *
     * @throws CannotLook if none of ours was found: to be past none of them says nothing
     */
    public static Expectation<ConsumerGroup> past(ScanResult ours) {
        Map<Integer, Long> last = new TreeMap<>(KafkaTrace.last(ours));
        if (last.isEmpty()) {
            throw new CannotLook("none of our records was found in " + ours.topic() + " (" + ours.records()
                    + " others were read), so nobody can say whether a group is past them");
        }
        return Expectation.of("commits past our records in " + ours.topic(), group -> {
            Map<Integer, Long> committed = group.committed().getOrDefault(ours.topic(), Map.of());
            List<String> behind = new ArrayList<>();
            last.forEach((partition, offset) -> {
                Long next = committed.get(partition);
                if (next == null || next <= offset) {
                    behind.add("partition " + partition + " at " + (next == null ? "nothing" : next)
                            + ", our record is " + offset);
                }
            });
            return behind.isEmpty()
                    ? Judgement.met("group " + group.name() + " is past ours in " + last.size() + " partitions of "
                            + ours.topic())
                    : Judgement.notYet("group " + group.name() + " has not committed past ours in " + ours.topic()
                            + ": " + String.join("; ", behind));
        });
    }
}
