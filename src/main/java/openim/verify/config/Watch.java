package openim.verify.config;

import java.util.Map;

/**
 * How a deployment is watched from run to run.
 *
 * @param historyRuns how many runs of each suite are kept
 * @param limits by a figure's name, such as {@code push-p95}, how slow it may be
 */
public record Watch(int historyRuns, Map<String, SpeedLimit> limits) {

    public Watch {
        limits = Map.copyOf(limits);
        if (historyRuns < 1) {
            throw new IllegalArgumentException("a history of " + historyRuns + " runs is none");
        }
    }
}
