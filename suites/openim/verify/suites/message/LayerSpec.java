package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.STORED;

import openim.verify.await.Deadline;
import openim.verify.message.Acknowledged;
import openim.verify.message.kafka.InKafka;
import openim.verify.message.store.Stored;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** What no client sees, and everybody misses a day later. */
@DisplayName("Message send / consume / push verification: what is acknowledged is kept")
public final class LayerSpec {

    @Proves("message.in-kafka")
    @Promise(
            text = "an acknowledged message is in Kafka's topic toRedis",
            section = MESSAGES,
            suspect = "kafka",
            within = STORED,
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 270)
    void acknowledgedMessagesAreInKafka(Deployment openim, InKafka kafka, Acknowledged acknowledged, Note note) {
        var deadline = Deadline.in(openim.settings().deadlines().stored());

        note.says(kafka.found(acknowledged.sent(), deadline));
    }

    @Proves("message.stored")
    @Promise(
            text = "an acknowledged message is stored in MongoDB",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 470)
    void acknowledgedMessagesAreStored(Stored stored, Note note) {
        note.says(stored.messages().size() + " messages " + stored.how());
    }
}
