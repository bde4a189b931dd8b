package openim.verify.client;

/**
 * The id of a conversation, which both sides can work out.
 *
 * @param value as the server knows it, such as {@code si_alice_bob}
 */
public record ConversationId(String value) {

    public ConversationId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a conversation id is not blank");
        }
    }

    /** The conversation of two people; the same whichever comes first. */
    public static ConversationId between(UserId one, UserId other) {
        return one.compareTo(other) <= 0
                ? new ConversationId("si_" + one + "_" + other)
                : new ConversationId("si_" + other + "_" + one);
    }

    public static ConversationId of(GroupId group) {
        return new ConversationId("sg_" + group);
    }

    @Override
    public String toString() {
        return value;
    }
}
