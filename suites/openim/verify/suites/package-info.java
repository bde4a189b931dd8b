/**
 * The specs: what an operator would try by hand, as people, action and promise.
 *
 * <p>A spec class serves a section of the runbook; each of its methods is the look at one check and names it by
 * {@link openim.verify.suite.Proves}. What it needs (a deployment, people with open sessions, a message that was sent) it
 * takes as parameters; if that cannot be had because another check is red, it is not run.
 */
@NullMarked
package openim.verify.suites;

import org.jspecify.annotations.NullMarked;
