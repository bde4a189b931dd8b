package openim.verify.client;

import java.util.regex.Pattern;

/**
 * The words of somebody else, made fit for an evidence: one line, not long, and without what could be a key.
 *
 * <p>The report's redactor looks at everything again; this is so that a secret does not get that far.
 */
public final class Words {

    private static final int LONGEST = 200;

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** JSON web tokens; the values of things called token, secret, password or signature; the queries of URLs. */
    private static final Pattern KEYS = Pattern.compile("eyJ[\\w-]{8,}(?:\\.[\\w-]*){0,2}"
            + "|(?<=(?i:token|secret|password|signature|authorization)\\\\?[\"']?\\s?[=:]\\s?\\\\?[\"']?)[^\\s\"'&,}\\\\]+"
            + "|(?<=://[^\\s\"'?]{1,400}\\?)[^\\s\"']+");

    private Words() {}

    /** At most 200 characters of it. */
    public static String of(String said) {
        String start = said.length() > 8 * LONGEST ? said.substring(0, 8 * LONGEST) : said;
        String clean =
                KEYS.matcher(SPACE.matcher(start).replaceAll(" ").strip()).replaceAll("***");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
