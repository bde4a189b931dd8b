package openim.verify.client;

import java.util.function.Function;

/**
 * The id of an account of OpenIMServer.
 *
 * @param value as the server knows it; not blank, and without the characters that separate ids in conversation ids and
 *     object names
 */
public record UserId(String value) implements Recipient, Comparable<UserId> {

    public UserId {
        if (value.isBlank() || value.contains("/") || !value.strip().equals(value)) {
            throw new IllegalArgumentException("'" + value + "' is no user id");
        }
    }

    @Override
    public <T> T fold(Function<UserId, T> person, Function<GroupId, T> group) {
        return person.apply(this);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
