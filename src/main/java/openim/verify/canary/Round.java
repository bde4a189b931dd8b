package openim.verify.canary;

import java.util.Locale;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;

/** What is looked at in one go; each later one includes the ones before it. */
public enum Round {
    /** Probes, logins, components, and messages layer by layer. */
    MESSAGES(Suites.LOOP),
    /** That, and a file. */
    FILES(Suites.SMOKE),
    /** Everything there is. */
    EVERYTHING(Suites.FULL);

    private final Suite suite;

    Round(Suite suite) {
        this.suite = suite;
    }

    public Suite suite() {
        return suite;
    }

    /** The word for it in files and output: {@code messages}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
