package openim.verify.message.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.Carries;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.user.Sent;
import openim.verify.config.store.Kafka;
import openim.verify.verdict.CannotLook;

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
    public String mustBeCommitted(String group, ScanResult ours, Duration within) {
        Deadline deadline = Deadline.in(within);
        var expected = Consumers.past(ours);
        ConsumerGroup seen = Eventually.within(deadline, "group " + group)
                .sees(() -> reader.groups(List.of(group), deadline).get(0), expected);
        return expected.judge(seen).reason();
    }

    /** Follows messages through all three. */
    public KafkaTrace trace(List<Sent> sent, Deadline deadline) {
        List<MessageId> ids = sent.stream().map(Sent::id).toList();
        // Side by side: what is missing is looked for until the deadline.
        Future<ScanResult> redis = beside(() -> reader.findAll(ids, toRedis, Carries.MESSAGES, deadline));
        Future<ScanResult> push = beside(() -> reader.findAll(ids, toPush, Carries.PUSHES, deadline));
        Future<ScanResult> mongo = beside(() -> reader.findAll(ids, toMongo, Carries.BATCHES, deadline));
        return new KafkaTrace(sent, awaited(redis), awaited(push), awaited(mongo));
    }

    private static <T> Future<T> beside(Callable<T> look) {
        FutureTask<T> task = new FutureTask<>(look);
        Thread thread = new Thread(task, "kafka-trace");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T awaited(Future<T> look) {
        try {
            return look.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new CannotLook("Kafka could not be read", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", stop);
        }
    }
}
