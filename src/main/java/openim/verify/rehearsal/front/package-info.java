/**
 * What stands between clients and the object store, and does harm there: reverse proxies, certificates, a host that drops
 * packets.
 *
 * <p>Each belongs to a {@link openim.verify.rehearsal.Lie}, and is started when OpenIM first sends a client there.
 */
@NullMarked
package openim.verify.rehearsal.front;

import org.jspecify.annotations.NullMarked;
