/**
 * Carries fixes out, and nothing else.
 *
 * <p>What can be done is a {@link openim.verify.runbook.Fix}. An {@link openim.verify.recovery.execution.Executor} knows what each
 * needs before it begins, what it runs, and how to tell whether it did its work: by what runs afterwards, never by an exit
 * status. Every command passes the {@link openim.verify.recovery.execution.ClosedSet}, which knows the commands of the runbook
 * and refuses all others.
 *
 * <p>Everything that changes the system stands behind {@link openim.verify.recovery.execution.Tooling}, everything that is looked
 * at behind {@link openim.verify.recovery.execution.SystemView}.
 */
@NullMarked
package openim.verify.recovery.execution;

import org.jspecify.annotations.NullMarked;
