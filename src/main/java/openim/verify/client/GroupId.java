package openim.verify.client;

/**
 * The id of a group.
 *
 * @param value as the server knows it
 */
public record GroupId(String value) {

    public GroupId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a group id is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
