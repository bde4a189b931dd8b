package openim.verify.config.secret;

/** A name and a password for a component. */
public record UserPassword(String user, Secret password) {

    public UserPassword {
        if (user.isBlank()) {
            throw new IllegalArgumentException("a password without a user");
        }
    }
}
