/**
 * What a look at a deployment can say.
 *
 * <p>A {@link openim.verify.verdict.Verdict} is Healthy, Unhealthy or Undetermined, and for checks that a suite does not
 * require also NotProven. An {@link openim.verify.verdict.Observation} is a verdict on one check with the time and the
 * {@link openim.verify.verdict.Evidence} it rests on. The three ways in which code that looks can end other than well are
 * exceptions: {@link openim.verify.verdict.BrokenPromise} (the deployment broke a promise),
 * {@link openim.verify.verdict.CannotLook} (we could not look) and {@link openim.verify.verdict.NotLookedAt} (there was a
 * reason not to look).
 *
 * <p>Everything here is an immutable value; nothing here does input or output.
 */
@NullMarked
package openim.verify.verdict;

import org.jspecify.annotations.NullMarked;
