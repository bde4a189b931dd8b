package openim.verify.canary.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/**
 * What a canary watches, and from where.
 *
 * @param target by the same name at each place that watches it
 * @param vantage what the place is called; empty where nobody named it
 */
public record Standpoint(String target, String vantage) {

    /** On every series; a label without a value is none to Prometheus, and is left out. */
    Labels labels() {
        return vantage.isEmpty() ? Labels.of("target", target) : Labels.of("target", target, "vantage", vantage);
    }
}
