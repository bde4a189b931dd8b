/**
 * Calls between OpenIM's processes, as gRPC and etcd make them appear: answered, refused within milliseconds when the
 * callee is dead, without an answer while it hangs.
 *
 * <p>The calls themselves are plain method calls in this process; {@link openim.verify.rehearsal.service.rpc.Remote} puts
 * the gates of the callee's process before and behind them, and {@link openim.verify.rehearsal.service.rpc.KnownAddresses}
 * decides under which address a service is found, if at all.
 */
@NullMarked
package openim.verify.rehearsal.service.rpc;

import org.jspecify.annotations.NullMarked;
