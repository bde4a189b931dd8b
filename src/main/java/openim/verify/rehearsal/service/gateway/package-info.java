/**
 * openim-msggateway: the WebSocket server that clients hold their sessions with.
 *
 * <p>{@link openim.verify.rehearsal.service.gateway.Gateway} lets connections in, {@code Requests} answers their frames,
 * {@code Sessions} knows who is there, and {@code OnlineReports} tells openim-rpc-user, once a second.
 */
@NullMarked
package openim.verify.rehearsal.service.gateway;

import org.jspecify.annotations.NullMarked;
