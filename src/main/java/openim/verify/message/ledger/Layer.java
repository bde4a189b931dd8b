package openim.verify.message.ledger;

import java.util.Locale;

/** Where a message can be seen after it was sent, in the order in which it gets there. */
public enum Layer {
    /** A record of the topic {@code toRedis}. */
    KAFKA,
    /** Pushed to the sender's own session. */
    SYNCHRONISED,
    /** Pushed to the receiver's session. */
    PUSHED,
    /** Pulled by its seq, from Redis or from MongoDB: the server chooses. */
    PULLED,
    /** In MongoDB. */
    STORED;

    /** The word for it in files and output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody who is there has the message: a record in Kafka is nobody's yet. */
    boolean isDelivery() {
        return this != KAFKA;
    }
}
