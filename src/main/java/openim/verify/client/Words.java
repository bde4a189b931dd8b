package openim.verify.client;

import java.util.regex.Pattern;

/**
 * The words of somebody else, made fit for an evidence: one line, not long, and without what could be a key.
 *
 * <p>The report's redactor looks at everything again; this is so that a secret does not get that far.
 */
public final class Words {

    private static final int LONGEST = 200;

    /** From here on the server tells its own call stack. */
    private static final String STACK = " | -> ";

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** JSON web tokens; the values of things called token, secret, password or signature; the queries of URLs. */
    private static final Pattern KEYS = Pattern.compile("eyJ[\\w-]{8,}(?:\\.[\\w-]*){0,2}"
            + "|(?<=(?i:token|secret|password|signature|authorization)\\\\?[\"']?\\s?[=:]\\s?\\\\?[\"']?)[^\\s\"'&,}\\\\]+"
            + "|(?<=://[^\\s\"'?]{1,400}\\?)[^\\s\"']+");

    private Words() {}

    /** At most 200 characters of it. */
    public static String of(String said) {
        String start = said.length() > 8 * LONGEST ? said.substring(0, 8 * LONGEST) : said;
        String line = SPACE.matcher(start).replaceAll(" ").strip();
        int stack = line.indexOf(STACK);
        String clean = KEYS.matcher(stack < 0 ? line : line.substring(0, stack)).replaceAll("***");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
