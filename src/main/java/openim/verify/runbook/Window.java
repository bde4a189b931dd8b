package openim.verify.runbook;

import java.time.Duration;

/**
 * How long one looks, after a fix, before one judges it.
 *
 * <p>The first look comes at once, and where green counts from the start the window ends with the first one that is green.
 *
 * @param notBefore so long red proves nothing: no branch is taken before
 * @param atMost then whoever is still red takes its branch
 * @param greenCountsEarly whether green before {@code notBefore} proves anything; after an outage of etcd it does not
 */
public record Window(Duration notBefore, Duration atMost, boolean greenCountsEarly) {

    public Window {
        if (notBefore.isNegative() || atMost.compareTo(notBefore) < 0) {
            throw new IllegalArgumentException("a window from " + notBefore + " to " + atMost);
        }
    }

    /** {@code 30 to 60 s}. */
    @Override
    public String toString() {
        String span = notBefore.equals(atMost)
                ? atMost.toSeconds() + " s"
                : notBefore.toSeconds() + " to " + atMost.toSeconds() + " s";
        return greenCountsEarly ? span : span + ", green before that proves nothing";
    }
}
