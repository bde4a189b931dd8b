/**
 * What is to be done about the causes that were found: a value, made without touching anything.
 *
 * <p>A {@link openim.verify.recovery.plan.Plan} holds the steps in the order external components, OpenIMServer, ChatServer, and
 * what only a person can do.
 */
@NullMarked
package openim.verify.recovery.plan;

import org.jspecify.annotations.NullMarked;
