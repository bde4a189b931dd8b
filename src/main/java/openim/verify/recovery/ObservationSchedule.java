package openim.verify.recovery;

import java.time.Duration;
import java.util.List;

/**
 * When the gate looks, counted from the first green.
 *
 * @param rungs in ascending order; at least one
 * @param afterEtcd how long the watch lasts at least after etcd came back: registrations fall away late, and come back by
 *     themselves
 */
public record ObservationSchedule(List<Duration> rungs, Duration afterEtcd) {

    public ObservationSchedule {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty() || !rungs.equals(rungs.stream().sorted().distinct().toList()) || afterEtcd.isNegative()) {
            throw new IllegalArgumentException("not a ladder to climb: " + rungs);
        }
    }
}
