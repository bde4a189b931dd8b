package openim.verify.verdict;

/**
 * One fact that a verdict rests on, as it was seen.
 *
 * @param name what kind of fact it is; the constants here are the names that diagnosis reads
 * @param value the fact, in the words of whoever said it
 */
public record Evidence(String name, String value) {

    /** What was promised, as a sentence. */
    public static final String EXPECTED = "expected";

    /** What was seen last. */
    public static final String SEEN = "seen";

    /** Who was asked: a URL without its query, a process, a file. */
    public static final String FROM = "from";

    /** How the asking ended when no answer came: {@code refused}, {@code no-answer}, and so on. */
    public static final String FAILURE = "failure";

    /** The HTTP status of an answer. */
    public static final String HTTP = "http";

    /** The errCode of OpenIM's envelope. */
    public static final String ERR_CODE = "errCode";

    /** The server's own words: errMsg and errDlt. */
    public static final String WORDS = "words";

    /** What is wrong with who was asked, where the look itself tells: the runbook's word for it, such as {@code refused}. */
    public static final String AILMENT = "ailment";

    /** Which of several it is, where others of its kind are well: where it alone is reached. */
    public static final String INSTANCE = "instance";

    /** How long it took or was waited, in milliseconds. */
    public static final String AFTER_MS = "afterMs";

    /** That there is nothing to mend and why: what cannot be looked at is as it was built. */
    public static final String NOTHING_TO_MEND = "nothing to mend";

    public Evidence {
        if (name.isBlank()) {
            throw new IllegalArgumentException("evidence without a name: " + value);
        }
    }

    public static Evidence of(String name, Object value) {
        return new Evidence(name, String.valueOf(value));
    }
}
