/**
 * The rehearsal's own {@code docker}: a compose project with the names of openim-docker, and the commands of Docker that an
 * operator, and our harness, use on it.
 *
 * <ul>
 *   <li>A component's container ends with its process, and is paused as that hangs; its health is the process's.
 *   <li>{@code openim-server} and {@code openim-chat} each hold all processes of a server: they run as long as one of those
 *       lives, and are healthy while all of them work.
 *   <li>{@code up -d} starts what has ended, with its data, and passes over what runs, well or not; {@code restart} makes
 *       everything in a container new.
 *   <li>A dead MinIO takes the three probes with it: see {@link openim.verify.rehearsal.docker.MinioOutage}.
 * </ul>
 *
 * <p>No daemon, no image and no network is behind it: what is exercised is what is asked of docker, what it answers, and
 * what becomes of the parts. Names are not resolved here; but OpenIM's processes complain of a dead component as they do in
 * a network of containers, where its name is gone ({@code lookup redis: no such host}).
 */
@NullMarked
package openim.verify.rehearsal.docker;

import org.jspecify.annotations.NullMarked;
