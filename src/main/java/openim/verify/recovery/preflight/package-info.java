/**
 * What is made sure of before anything is touched: that what was verified is what would be repaired, and that a repair can work.
 *
 * <p>{@link openim.verify.recovery.preflight.SameDeployment} compares the processes behind the probed ports, and the secret, with
 * the directory; {@link openim.verify.recovery.preflight.HostChecks} asks for tools, user, disk, memory, clock and certificates. Each
 * finding is a {@link openim.verify.recovery.preflight.PreflightFinding}: proven, stood in for, refused, or unknown.
 * {@link openim.verify.recovery.preflight.Preflight} puts them together.
 */
@NullMarked
package openim.verify.recovery.preflight;

import org.jspecify.annotations.NullMarked;
