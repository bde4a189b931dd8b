/**
 * The specs: what an operator would try by hand, as people, action and promise.
 *
 * <p>A spec class serves a section of the runbook. What hangs together is a {@link openim.verify.suite.Journey}: it tells from top to
 * bottom what is done, and each of its steps is the look at one check. A look that stands by itself is a method that names its check
 * by {@link openim.verify.suite.Proves}. What they need of the run (a deployment, people with open sessions) they take as
 * parameters; if that cannot be had because another check is red, they are not run.
 */
@NullMarked
package openim.verify.suites;

import org.jspecify.annotations.NullMarked;
