/**
 * What is verified: which deployment, and how it may be reached.
 *
 * <p>Never the wrong one. {@link openim.verify.target.Surroundings} gathers what there is to be found here,
 * {@link openim.verify.target.TargetChoice} decides from it, as a pure function, between the deployment that was named, the
 * rehearsal, and neither. {@link openim.verify.target.Rehearsal} is the seam to the deployment that lives inside this process.
 */
@NullMarked
package openim.verify.target;

import org.jspecify.annotations.NullMarked;
