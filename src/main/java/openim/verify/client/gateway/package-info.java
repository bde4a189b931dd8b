/**
 * OpenIM's gateway: WebSocket sessions of users, as a JavaScript client holds them.
 *
 * <p>{@link openim.verify.client.gateway.GatewayClient} shakes hands; what comes of it is a
 * {@link openim.verify.client.gateway.Handshake}: an open {@link openim.verify.client.gateway.Session} or a refusal in the
 * server's words. A session notes every push with the time of its arrival from the first moment on, so: open it, act, and
 * then await the push. Frames are JSON with protobuf inside ({@code sdkType=js}), not compressed.
 */
@NullMarked
package openim.verify.client.gateway;

import org.jspecify.annotations.NullMarked;
