/**
 * Whether traffic may come back: only if the deployment holds steady.
 *
 * <p>{@link openim.verify.recovery.gate.Gate} runs the full suite, then the smoke at the rungs of a
 * {@link openim.verify.recovery.gate.ObservationSchedule}, then the full suite again, and gives a
 * {@link openim.verify.recovery.gate.GateVerdict}. Green once and red again is flapping, which has a verdict of its own. What
 * became of messages is told by {@link openim.verify.recovery.gate.Tokens}.
 */
@NullMarked
package openim.verify.recovery.gate;

import org.jspecify.annotations.NullMarked;
