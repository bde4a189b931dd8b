package openim.verify.message.store;

import static openim.verify.target.Backends.known;

import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.mongo.MongoReader;
import openim.verify.target.Deployment;

/**
 * How far a conversation was stored before anything of ours was sent to it.
 *
 * @param highest the highest seq in MongoDB; 0 if none was stored
 */
public record StoredMark(long highest) {

    /**
     * Looks in MongoDB.
     *
     * @throws openim.verify.verdict.NotLookedAt if it is not known where it is, or it does not let us in
     */
    public static StoredMark of(Deployment openim, ConversationId conversation) {
        var mongo = known(openim.settings(), openim.settings().stores().mongo(), "openim.mongo.uri");
        Deadline deadline = Deadline.in(openim.settings().deadlines().call());
        try (MongoReader reader = MongoReader.open(mongo, openim.underneath().tls(), deadline)) {
            return new StoredMark(reader.highestSeq(conversation).orElse(0));
        }
    }
}
