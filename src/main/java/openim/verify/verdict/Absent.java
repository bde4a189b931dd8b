package openim.verify.verdict;

/**
 * The deployment does not have what the check is about: its release lacks the call, or it is set up without that part.
 *
 * <p>Becomes {@link Verdict.NotHere}, which asks for nothing and accuses nobody.
 */
public final class Absent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what is not there, and how that is known */
    public Absent(String reason) {
        super(reason);
    }
}
