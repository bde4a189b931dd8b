/**
 * The server's own counters, as Prometheus would read them: {@code openim-api} tells where each process offers them, at ports
 * that are new at each start.
 */
@NullMarked
package openim.verify.client.metrics;

import org.jspecify.annotations.NullMarked;
