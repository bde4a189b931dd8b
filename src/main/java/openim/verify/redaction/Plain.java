package openim.verify.redaction;

import java.util.regex.Pattern;

/** Text of others as what it says and no more. */
public final class Plain {

    /**
     * Blanks, controls (of both kinds), what turns the direction of writing or cannot be seen, halves of characters, and breaks of
     * lines and paragraphs.
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{C}\\p{Zl}\\p{Zp}]+");

    /** The same without blanks and ends of lines, which tables and plans of ours are made of. */
    private static final Pattern ACTIVE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n]]");

    private Plain() {}

    /** As one line, each run of blanks and of what cannot be seen as one blank. */
    public static String oneLine(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /** A text that is ours, with a blank for whatever in it would do something to a terminal. */
    public static String line(String text) {
        return ACTIVE.matcher(text).replaceAll(" ");
    }
}
