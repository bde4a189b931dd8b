/**
 * What lies below OpenIM's protocols: names, TCP, TLS and plain HTTP, all bound by a deadline.
 *
 * <p>{@link openim.verify.client.net.Dial} opens a {@link openim.verify.client.net.Connection}, or says why there is none.
 * Whoever uses it hands it to {@link openim.verify.await.Deadline#closing}: a read time-out begins anew with each byte, so
 * only closing the socket ends a call to a proxy that drips. Connections are used once, but for those that
 * {@link openim.verify.client.net.KeptConnections} keeps from one call of a REST server to the next. Proxies of the operator's
 * environment are not used.
 */
@NullMarked
package openim.verify.client.net;

import org.jspecify.annotations.NullMarked;
