package openim.verify.verdict;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * What was found. In order of severity: Unhealthy, Undetermined, NotProven, Healthy.
 *
 * <p>Green is a proof: Healthy says that the promise was seen kept, never that nothing was seen broken. NotProven is for
 * checks alone, and only for those that the suite does not require; a whole run is one of the other three.
 */
public sealed interface Verdict {

    /** One sentence for a person: what was proven, what was broken, or why nothing can be said. */
    String summary();

    /** The word for it in files and output: {@code healthy}, {@code unhealthy}, {@code undetermined}, {@code not-proven}. */
    default String word() {
        return this instanceof NotProven
                ? "not-proven"
                : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** How bad it is; higher is worse. */
    private int severity() {
        return this instanceof Unhealthy ? 3 : this instanceof Undetermined ? 2 : this instanceof NotProven ? 1 : 0;
    }

    default boolean isHealthy() {
        return this instanceof Healthy;
    }

    default boolean isUnhealthy() {
        return this instanceof Unhealthy;
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
    record Healthy(String summary) implements Verdict {}

    /** The deployment was seen to break the promise. */
    record Unhealthy(String summary) implements Verdict {}

    /** It was to be looked at, and nothing can be said. */
    record Undetermined(String summary) implements Verdict {}

    /** Not required, and not looked at, or looked at in vain; the summary says why. */
    record NotProven(String summary) implements Verdict {}
}
