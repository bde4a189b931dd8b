package openim.verify.config;

import java.util.regex.Pattern;

/**
 * How little of the deployment is used.
 *
 * @param ratePerSecond the most requests in a second
 * @param accountPrefix what the user ids of our accounts begin with
 * @param pairs how many pairs of accounts there are to lease
 */
public record Limits(int ratePerSecond, String accountPrefix, int pairs) {

    /** What is safe in a user id: no separator of conversation ids, and no upper case that a store might fold. */
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{1,15}");

    public Limits {
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("the rate must be at least 1 in a second: " + ratePerSecond);
        }
        requirePrefix(accountPrefix);
        if (pairs < 1) {
            throw new IllegalArgumentException("there must be at least 1 pair of accounts: " + pairs);
        }
    }

    /**
     * Holds a prefix to what is safe.
     *
     * @throws IllegalArgumentException if it is not; the message ends a sentence about the prefix
     */
    static void requirePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "must be 2 to 16 lower-case letters and digits, a letter first, not '" + prefix + "'");
        }
    }
}
