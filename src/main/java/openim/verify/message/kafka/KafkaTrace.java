package openim.verify.message.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.kafka.Search;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/**
 * The records of messages in the topics that they pass: {@code toRedis}, where the acknowledgement puts them, and
 * {@code toPush} and {@code toMongo}, to which openim-msgtransfer hands them on.
 */
public record KafkaTrace(List<Sent> sent, ScanResult toRedis, ScanResult toPush, ScanResult toMongo) {

    public KafkaTrace {
        sent = List.copyOf(sent);
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent, so nothing can be proven by it");
        }
    }

    /**
     * Sees to it that each was handed on to both topics, and that every partition carried one.
     *
     * @param partitions of each topic how many there are
     * @return where they are, in words
     * @throws BrokenPromise if one was not handed on
     * @throws CannotLook if a partition carried none of ours, so that nothing is known of it
     */
    public String mustBeHandedOn(Map<String, Integer> partitions) {
        List<String> lost = new ArrayList<>();
        for (Sent message : sent) {
            if (toRedis.of(message.id()) instanceof Search.Found from) {
                lack(message, toPush, from, lost);
                lack(message, toMongo, from, lost);
            } else {
                lost.add(message + " is " + toRedis.of(message.id()));
            }
        }
        if (!lost.isEmpty()) {
            String seen = String.join("; ", lost);
            throw BrokenPromise.seeing(
                    seen,
                    "each of " + sent.size() + " acknowledged messages is in " + toPush.topic() + " and in "
                            + toMongo.topic());
        }
        return List.of(toRedis, toPush, toMongo).stream()
                .map(topic -> every(topic, partitions.getOrDefault(topic.topic(), 0)))
                .collect(Collectors.joining(", "));
    }

    private static void lack(Sent message, ScanResult topic, Search.Found from, List<String> lost) {
        if (topic.of(message.id()) instanceof Search.NotThere nowhere) {
            lost.add(message + ", which is " + from + ", is " + nowhere);
        }
    }

    private static String every(ScanResult topic, int count) {
        if (count == 0) {
            throw new CannotLook(
                    "no partition of " + topic.topic() + " is known, so nobody can say that each carried one");
        }
        Set<Integer> untouched = IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
        topic.found().values().forEach(found -> untouched.remove(found.partition()));
        if (!untouched.isEmpty()) {
            throw new CannotLook("no message of ours is in partition " + untouched + " of " + topic.topic()
                    + ": its records are shared out in another way than by OpenIM's");
        }
        return "all " + count + " partitions of " + topic.topic();
    }

    /** Of each partition of a topic the offset of our last record. */
    static Map<Integer, Long> last(ScanResult topic) {
        Map<Integer, Long> last = new HashMap<>();
        topic.found().values().forEach(found -> last.merge(found.partition(), found.offset(), Math::max));
        return last;
    }
}
