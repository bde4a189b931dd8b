package openim.verify.client;

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

    @Override
    public <T> T fold(Function<UserId, T> person, Function<GroupId, T> group) {
        return group.apply(this);
    }

    @Override
    public String toString() {
        return value;
    }
}
