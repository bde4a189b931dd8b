package openim.verify.suites.message;

import openim.verify.await.Deadline;
import openim.verify.message.Acknowledged;
import openim.verify.message.InKafka;
import openim.verify.message.Stored;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** What no client sees, and everybody misses a day later. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("Message send / consume / push verification: what is acknowledged is kept")
final class LayerSpec {

    @Proves("message.in-kafka")
    @DisplayName("acknowledged messages are in Kafka's topic toRedis")
    void acknowledgedMessagesAreInKafka(Deployment openim, InKafka kafka, Acknowledged acknowledged, Note note) {
        var deadline = Deadline.in(openim.settings().deadlines().stored());

        note.says(kafka.found(acknowledged.sent(), deadline));
    }

    @Proves("message.stored")
    @DisplayName("acknowledged messages are stored in MongoDB")
    void acknowledgedMessagesAreStored(Stored stored, Note note) {
        note.says(stored.messages().size() + " messages " + stored.how());
    }
}
