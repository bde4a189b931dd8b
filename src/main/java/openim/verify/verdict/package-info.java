/**
 * What a look at a deployment can say.
 *
 * <p>A {@link openim.verify.verdict.Verdict} is Healthy, Unhealthy or Undetermined, for checks that a suite does not
 * require also NotProven, and for what the build cannot do Weak or NotHere. An {@link openim.verify.verdict.Observation} is a
 * verdict on one check with the time and the {@link openim.verify.verdict.Evidence} it rests on. The ways in which code that
 * looks can end other than well are exceptions: {@link openim.verify.verdict.BrokenPromise} (the deployment broke a promise),
 * {@link openim.verify.verdict.CannotLook} (we could not look), {@link openim.verify.verdict.NotLookedAt} (there was a reason
 * not to look), {@link openim.verify.verdict.Weakness} (this build never kept the promise) and
 * {@link openim.verify.verdict.Absent} (this deployment does not have it).
 *
 * <p>Everything here is an immutable value; nothing here does input or output.
 */
@NullMarked
package openim.verify.verdict;

import org.jspecify.annotations.NullMarked;
