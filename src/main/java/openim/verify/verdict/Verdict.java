package openim.verify.verdict;

import java.util.Collection;
import java.util.Comparator;

/**
 * What was found. In order of severity: Unhealthy, Undetermined, NotProven, Weak, NotHere, Healthy.
 *
 * <p>Green is a proof: Healthy says that the promise was seen kept, never that nothing was seen broken. A whole run is
 * Healthy, Unhealthy or Undetermined; the other three are for checks alone. NotProven is only for those that the suite does
 * not require. Weak and NotHere speak of the build that runs and not of an outage, and neither makes a run anything but healthy.
 */
public sealed interface Verdict {

    /** One sentence for a person: what was proven, what was broken, or why nothing can be said. */
    String summary();

    /**
     * The word for it in files and output: {@code healthy}, {@code unhealthy}, {@code undetermined}, {@code not-proven},
     * {@code weak}, {@code not-here}.
     */
    String word();

    /** How bad it is; higher is worse. */
    int severity();

    default boolean isHealthy() {
        return this instanceof Healthy;
    }

    default boolean isUnhealthy() {
        return this instanceof Unhealthy;
    }

    /** Whether it was looked at, and is as it should be or as weak as its build is: nothing there can be repaired. */
    default boolean isAsBuilt() {
        return this instanceof Healthy || this instanceof Weak;
    }

    /**
     * The worst of several.
     *
     * @return Undetermined if there are none: a run that saw nothing proves nothing
     */
    static Verdict worst(Collection<? extends Verdict> verdicts) {
        return verdicts.stream()
                .max(Comparator.comparingInt(Verdict::severity))
                .map(Verdict.class::cast)
                .orElseGet(() -> new Undetermined("nothing was looked at"));
    }

    /** The promise was seen kept. */
    record Healthy(String summary) implements Verdict {
        @Override
        public String word() {
            return "healthy";
        }

        @Override
        public int severity() {
            return 0;
        }
    }

    /** The deployment does not have what the check is about, by its release or by choice: there is nothing to promise. */
    record NotHere(String summary) implements Verdict {
        @Override
        public String word() {
            return "not-here";
        }

        @Override
        public int severity() {
            return 1;
        }
    }

    /** The promise is one that the build which runs was never able to keep; the summary says what that means. */
    record Weak(String summary) implements Verdict {
        @Override
        public String word() {
            return "weak";
        }

        @Override
        public int severity() {
            return 2;
        }
    }

    /** Not required, and not looked at, or looked at in vain; the summary says why. */
    record NotProven(String summary) implements Verdict {
        @Override
        public String word() {
            return "not-proven";
        }

        @Override
        public int severity() {
            return 3;
        }
    }

    /** It was to be looked at, and nothing can be said. */
    record Undetermined(String summary) implements Verdict {
        @Override
        public String word() {
            return "undetermined";
        }

        @Override
        public int severity() {
            return 4;
        }
    }

    /** The deployment was seen to break the promise. */
    record Unhealthy(String summary) implements Verdict {
        @Override
        public String word() {
            return "unhealthy";
        }

        @Override
        public int severity() {
            return 5;
        }
    }
}
