package openim.verify.message.kafka;

import java.util.ArrayList;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.kafka.Carries;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.ScanResult;
import openim.verify.client.kafka.Search;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * Messages in the topic {@code toRedis}: where the acknowledgement says that they are.
 *
 * @param before where the topic ended before they were sent
 */
public record InKafka(KafkaReader reader, Offsets before) {

    /** Notes where the topic ends now. */
    public static InKafka fromNow(KafkaReader reader, String topic, Deadline deadline) {
        return new InKafka(reader, reader.endOffsets(topic, deadline));
    }

    /**
     * Finds each of them, in one pass over the topic.
     *
     * @return where they are, in words
     * @throws BrokenPromise if one is not there in time
     */
    public String mustHold(List<Sent> sent, Deadline deadline) {
        ScanResult sweep = reader.findAll(sent.stream().map(Sent::id).toList(), before, Carries.MESSAGES, deadline);
        return places(sent, sweep);
    }

    static String places(List<Sent> sent, ScanResult sweep) {
        List<String> places = new ArrayList<>();
        for (Sent message : sent) {
            Search search = sweep.of(message.id());
            if (search instanceof Search.NotThere nowhere) {
                throw new BrokenPromise(
                        message + " was acknowledged, and is " + nowhere,
                        Evidence.of(Evidence.EXPECTED, message + " is in the topic " + sweep.topic()),
                        Evidence.of(Evidence.SEEN, nowhere),
                        Evidence.of(Evidence.AFTER_MS, nowhere.waited().toMillis()));
            }
            places.add(search.toString());
        }
        return String.join(", ", places);
    }
}
