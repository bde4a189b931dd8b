/**
 * The stores behind OpenIM's processes: its keys in Redis, its collections in MongoDB, its bucket in MinIO.
 *
 * <p>Names and layouts are the real ones, so that a verifier may look here where it would look there. Each store fails in
 * the words and after the time of the real client library, with a {@link openim.verify.rehearsal.service.rpc.RpcFailure}.
 */
@NullMarked
package openim.verify.rehearsal.service.store;

import org.jspecify.annotations.NullMarked;
