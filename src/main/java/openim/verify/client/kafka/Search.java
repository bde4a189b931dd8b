package openim.verify.client.kafka;

import java.time.Duration;
import openim.verify.client.Message;

/** How the search for a message in a topic ended. */
public sealed interface Search {

    /**
     * It is there.
     *
     * @param message as Kafka has it
     */
    record Found(String topic, int partition, long offset, Message message) implements Search {

        /** {@code toRedis-3@1204}. */
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /**
     * It is not: every record up to the end of the topic was read.
     *
     * @param records how many were read
     * @param unreadable how many of them were no message
     * @param waited how long it was waited for
     */
    record NotThere(String topic, long records, long unreadable, Duration waited) implements Search {

        @Override
        public String toString() {
            return "not in " + topic + " within " + waited.toMillis() + " ms; " + records + " other records read"
                    + (unreadable == 0 ? "" : ", " + unreadable + " of them no messages");
        }
    }
}
