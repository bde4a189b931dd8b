package openim.verify.history;

import java.time.Duration;

/**
 * What somebody decided that a figure must not be over.
 *
 * @param warn over this it is said
 * @param critical over this the run is unhealthy; not under {@code warn}
 */
public record Limit(Figure figure, Duration warn, Duration critical) {

    public Limit {
        if (warn.isNegative() || warn.isZero() || critical.compareTo(warn) < 0) {
            throw new IllegalArgumentException(
                    figure + " cannot be critical at " + critical + " and warned of at " + warn);
        }
    }
}
