package openim.verify.config.setting;

import java.time.Duration;

/**
 * How slow something may be.
 *
 * @param warn over this it is said
 * @param critical over this the run is unhealthy; not under {@code warn}
 */
public record SpeedLimit(Duration warn, Duration critical) {

    public SpeedLimit {
        if (warn.isNegative() || warn.isZero() || critical.compareTo(warn) < 0) {
            throw new IllegalArgumentException("critical at " + critical + " and warned of at " + warn);
        }
    }
}
