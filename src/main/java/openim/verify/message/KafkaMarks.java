package openim.verify.message;

import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.Carries;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.Sweep;
import openim.verify.client.user.Sent;
import openim.verify.config.Kafka;

/** Where the topics on a message's way ended before anything was sent. */
public record KafkaMarks(KafkaReader reader, Offsets toRedis, Offsets toPush, Offsets toMongo) {

    /** Notes where they end now. */
    public static KafkaMarks now(KafkaReader reader, Kafka.Topics topics, Deadline deadline) {
        return new KafkaMarks(
                reader,
                reader.endOffsets(topics.toRedis(), deadline),
                reader.endOffsets(topics.toPush(), deadline),
                reader.endOffsets(topics.toMongo(), deadline));
    }

    /**
     * Waits until a group has committed past our records.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if it has not in time
     */
    public String committed(String group, Sweep ours, Duration within) {
        Deadline deadline = Deadline.in(within);
        var expected = Consumers.past(ours);
        ConsumerGroup seen = Eventually.within(deadline, "group " + group)
                .sees(() -> reader.groups(List.of(group), deadline).get(0), expected);
        return expected.judge(seen).reason();
    }

    /** Follows messages through all three. */
    public KafkaTrace trace(List<Sent> sent, Deadline deadline) {
        List<MessageId> ids = sent.stream().map(Sent::id).toList();
        return new KafkaTrace(
                sent,
                reader.findAll(ids, toRedis, Carries.MESSAGES, deadline),
                reader.findAll(ids, toPush, Carries.PUSHES, deadline),
                reader.findAll(ids, toMongo, Carries.BATCHES, deadline));
    }
}
