/**
 * What holds a harness back: {@link openim.verify.recovery.hold.DeploymentLock} lets one at a time at a deployment, and
 * {@link openim.verify.recovery.hold.Budget} ends the trying of the same fix again and again.
 *
 * <p>Both are on disk, because a harness that is started anew by a timer knows nothing of the one before it.
 */
@NullMarked
package openim.verify.recovery.hold;

import org.jspecify.annotations.NullMarked;
