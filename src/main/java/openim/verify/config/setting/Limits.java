package openim.verify.config.setting;

import java.util.regex.Pattern;

/**
 * How little of the deployment is used.
 *
 * @param ratePerSecond the most requests in a second
 * @param accountPrefix what the user ids of our accounts begin with
 * @param pairs how many pairs of accounts there are to lease
 * @param instances how many processes of a kind a run looks at one by one
 */
public record Limits(int ratePerSecond, String accountPrefix, int pairs, int instances) {

    /** What is safe in a user id: no separator of conversation ids, and no upper case that a store might fold. */
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{1,15}");

    /** Of a place's name as much as is left beside the rest of a prefix. */
    private static final int OF_THE_NAME = 12;

    /** What tells places apart whose names begin alike. */
    private static final int OF_THE_HASH = 4;

    public Limits {
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("the rate must be at least 1 in a second: " + ratePerSecond);
        }
        requirePrefix(accountPrefix);
        if (pairs < 1) {
            throw new IllegalArgumentException("there must be at least 1 pair of accounts: " + pairs);
        }
        if (instances < 1) {
            throw new IllegalArgumentException("at least 1 instance is looked at: " + instances);
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

    /**
     * The prefix of whoever looks from a place: two that use the same accounts end each other's sessions, and each takes that for
     * the server's doing.
     */
    public static String prefixAt(String place) {
        String name = place.replace("-", "");
        String kept = name.length() <= OF_THE_NAME
                ? name
                : name.substring(0, OF_THE_NAME - OF_THE_HASH) + String.format("%04x", place.hashCode() & 0xffff);
        // Behind a digit the number of a pair could be read in two ways.
        return SettingKey.ACCOUNT_PREFIX.defaultValue().orElseThrow()
                + kept
                + (Character.isDigit(kept.charAt(kept.length() - 1)) ? "x" : "");
    }
}
