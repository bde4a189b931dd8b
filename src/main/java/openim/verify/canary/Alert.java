package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Something to be told.
 *
 * @param kind what changed
 * @param at when it was believed
 * @param troubles what is wrong; for {@link Kind#GREEN} what was wrong; empty for what befell the canary itself
 * @param lasted how long it has been so
 * @param sentence all of it for a person
 */
public record Alert(Kind kind, Instant at, List<ConfirmedProblem> troubles, Duration lasted, String sentence) {

    /** What changed. */
    public enum Kind {
        /** Something is confirmed to be red, and nothing was before. */
        RED,
        /** It cannot be said any more whether it is well; nothing is accused. */
        UNKNOWN,
        /** It still is as it was told before. */
        STILL,
        /** All is well again. */
        GREEN,
        /** The canary itself does not get on: nobody looks at the deployment. */
        STUCK;

        /** The word for it in files and output: {@code still}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Alert {
        troubles = List.copyOf(troubles);
    }

    /** The canary does not get on. */
    static Alert stuck(Instant at, Duration lasted, String sentence) {
        return new Alert(Kind.STUCK, at, List.of(), lasted, sentence);
    }
}
