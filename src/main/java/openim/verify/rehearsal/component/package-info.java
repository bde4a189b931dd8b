/**
 * The external components of the rehearsed deployment, each behind a relay.
 *
 * <p>{@link openim.verify.rehearsal.component.Relay} is how a fault comes about: the server behind it runs on, and what
 * its clients see is what they would see of a dead or hung one.
 */
@NullMarked
package openim.verify.rehearsal.component;

import org.jspecify.annotations.NullMarked;
