package openim.verify.client;

import java.util.UUID;

/**
 * The id that the sender of a message gives it (clientMsgID). It is the same wherever the message is seen.
 *
 * @param value as it is on the wire
 */
public record MessageId(String value) {

    public MessageId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a message id is not blank");
        }
    }

    /** One that no message had before. */
    public static MessageId fresh() {
        return new MessageId(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
