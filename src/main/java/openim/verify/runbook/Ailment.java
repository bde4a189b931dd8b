package openim.verify.runbook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a part; each is mended in another way. */
public enum Ailment {
    /** It does not run: starting it helps. */
    DEAD("is dead"),
    /** It runs and does nothing: starting it does not help, and stopping its server makes things worse. */
    HUNG("hangs"),
    /** A second set of it was started beside the first, as by another user, who does not see it: both do the work. */
    DOUBLED("runs more often than it should"),
    /** It runs, and its data is gone: starting it again hides the loss. */
    LOST_DATA("lost its data"),
    /** It runs, and what it was told is wrong: a person changes its settings. */
    MISCONFIGURED("is set up wrongly");

    private final String verb;

    Ailment(String verb) {
        this.verb = verb;
    }

    /** The ailment of that word, such as {@code lost-data}. */
    public static Optional<Ailment> named(String word) {
        return Arrays.stream(values())
                .filter(ailment -> ailment.word().equals(word))
                .findFirst();
    }

    /** The word for it in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** After the part's title: {@code hangs}, {@code lost its data}. */
    public String verb() {
        return verb;
    }
}
