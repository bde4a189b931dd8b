package openim.verify.client;

import openim.verify.redaction.Plain;
import openim.verify.redaction.Redaction;

/**
 * The words of somebody else, made fit for an evidence: one line, not long, and without what could be a key.
 *
 * <p>The report's redactor looks at everything again; this is so that a secret does not get that far.
 */
public final class Excerpt {

    private static final int LONGEST = 200;

    /** From here on the server tells its own call stack. */
    private static final String STACK = " | -> ";

    private Excerpt() {}

    /** At most 200 characters of it. */
    public static String of(String said) {
        String start = said.length() > 8 * LONGEST ? said.substring(0, 8 * LONGEST) : said;
        String line = Plain.oneLine(start);
        int stack = line.indexOf(STACK);
        String clean = Redaction.ofOthers().redact(stack < 0 ? line : line.substring(0, stack));
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
