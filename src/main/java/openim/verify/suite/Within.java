package openim.verify.suite;

import java.util.Locale;

/** The setting that bounds a look. */
public enum Within {
    CALL,
    PUSH,
    STORED,
    QUIET,
    IDLE,
    TOOL;

    /** Its key, such as {@code openim.deadline.push}. */
    public String setting() {
        return "openim.deadline." + name().toLowerCase(Locale.ROOT);
    }
}
