package openim.verify.app.program;

/** The command cannot be carried out as it was given; exit status 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
