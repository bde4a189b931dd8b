package openim.verify.client;

/**
 * A token that the server issued. Whoever holds it is its user, so it prints as {@code ***}.
 *
 * @param value as it goes into the header {@code token}
 */
public record Token(String value) {

    public Token {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a token is not blank");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
