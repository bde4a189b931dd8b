package openim.verify.rehearsal.service.message;

import java.time.Duration;
import openim.verify.rehearsal.service.process.Life;

/**
 * What one member of a consumer group reads, and what it does with it.
 *
 * @param bootstrap the broker, {@code host:port}
 * @param topic of which it reads its share
 * @param group its group
 * @param member its name in the group, which it has again after a restart
 * @param session how long the group waits for a silent member
 * @param commits what the group remembers
 * @param handler of each record
 */
record Subscription(
        String bootstrap,
        Topic topic,
        String group,
        String member,
        Duration session,
        Commits commits,
        Handler handler) {

    Subscription {
        // Kafka takes no other signs than these in names.
        member = member.replaceAll("[^a-zA-Z0-9._-]", "-");
    }

    /** Does what is to be done with a record. */
    interface Handler {

        /** Returns whether that went well; it never throws but when the life is over. */
        boolean handle(String key, byte[] value, Life life);
    }
}
