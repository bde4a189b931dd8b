/**
 * What a canary knows, as figures for Prometheus.
 *
 * <p>{@link openim.verify.canary.metrics.CanaryMetrics} has them all; their names are fixed and few, and
 * {@code src/main/monitoring} has the alert rules and the dashboard that use them. They are served by a
 * {@link openim.verify.canary.metrics.CanaryMetrics.MetricsEndpoint} while the canary goes on, written to a
 * {@link openim.verify.canary.metrics.CanaryMetrics.Textfile} after each round, and pushed to a Pushgateway by a canary of one round.
 */
@NullMarked
package openim.verify.canary.metrics;

import org.jspecify.annotations.NullMarked;
