package openim.verify.suite;

/**
 * What was verified.
 *
 * @param name how a person knows it: the API's URL
 * @param flavour {@code source}, {@code docker}, {@code remote} (no directory known here) or {@code embedded}
 * @param rehearsal whether it is the embedded rehearsal deployment and so proves nothing about a real one
 * @param release which releases it is made of, in words; {@link #UNKNOWN_RELEASE} where nobody can know
 */
public record Subject(String name, String flavour, boolean rehearsal, String release) {

    /** What is said where the release is not known. */
    public static final String UNKNOWN_RELEASE = "unknown release";

    /** One whose release is not known. */
    public Subject(String name, String flavour, boolean rehearsal) {
        this(name, flavour, rehearsal, UNKNOWN_RELEASE);
    }
}
