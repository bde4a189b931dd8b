package openim.verify.client.gateway;

import java.time.Duration;

/**
 * How long is waited on a gateway.
 *
 * @param call for a handshake, and for the answer to each call on a session
 * @param settling after a login, before pushes can be expected to reach the session: the gateways tell each other once a second who
 *     is online, and to whoever came later nothing is pushed
 */
public record Waits(Duration call, Duration settling) {}
