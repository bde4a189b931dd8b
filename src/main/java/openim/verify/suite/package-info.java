/**
 * The suites: which checks there are, which of them a suite requires, and the one engine that runs them.
 *
 * <p>{@link openim.verify.suite.Checks} is the catalogue, {@link openim.verify.suite.Suite} says what a suite requires, the
 * specs in the source root {@code suites/} look, those that hang together as the steps of one {@link openim.verify.suite.Journey},
 * and {@link openim.verify.suite.Run} judges what they saw. A suite lists
 * what it requires apart from the specs that are found, so that a spec that went missing is seen to be missing.
 */
@NullMarked
package openim.verify.suite;

import org.jspecify.annotations.NullMarked;
