package openim.verify.suite;

/**
 * What was verified, and from where.
 *
 * @param name how a person knows it: the API's URL
 * @param flavour {@code source}, {@code docker}, {@code remote} (no directory known here) or {@code embedded}
 * @param rehearsal whether it is the embedded rehearsal deployment and so proves nothing about a real one
 * @param release which releases it is made of, in words; {@link #UNKNOWN_RELEASE} where nobody can know
 * @param vantage the name of the place where whoever looked stood; empty where it has none
 */
public record Subject(String name, String flavour, boolean rehearsal, String release, String vantage) {

    /** What is said where the release is not known. */
    public static final String UNKNOWN_RELEASE = "unknown release";

    /** One that was seen from no place of any name. */
    public Subject(String name, String flavour, boolean rehearsal, String release) {
        this(name, flavour, rehearsal, release, "");
    }

    /** One whose release is not known. */
    public Subject(String name, String flavour, boolean rehearsal) {
        this(name, flavour, rehearsal, UNKNOWN_RELEASE);
    }

    /** The same, seen from there. */
    public Subject from(String place) {
        return new Subject(name, flavour, rehearsal, release, place);
    }

    /** Its name, and from where it was seen if that has a name: {@code http://im.example.com:10002 from office}. */
    public String seen() {
        return vantage.isEmpty() ? name : name + " from " + vantage;
    }
}
