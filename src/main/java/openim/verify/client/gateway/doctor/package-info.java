/**
 * The doctor of the gateway: why clients get no session, or lose it, and what to change before the gateway.
 *
 * <p>{@link openim.verify.client.gateway.doctor.Way} goes the way that clients come and notes what it meets, and
 * {@link openim.verify.client.gateway.doctor.GatewayFindings} judges that.
 */
@NullMarked
package openim.verify.client.gateway.doctor;

import org.jspecify.annotations.NullMarked;
