package openim.verify.client;

import java.util.UUID;
import java.util.function.Function;

/**
 * The id of a group.
 *
 * @param value as the server knows it
 */
public record GroupId(String value) implements Recipient {

    public GroupId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a group id is not blank");
        }
    }

    /** One that no group had before. */
    public static GroupId fresh() {
        return new GroupId("oivg" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public <T> T fold(Function<UserId, T> person, Function<GroupId, T> group) {
        return group.apply(this);
    }

    @Override
    public String toString() {
        return value;
    }
}
