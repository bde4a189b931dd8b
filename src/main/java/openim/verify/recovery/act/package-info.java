/**
 * Carries fixes out, and nothing else; and makes sure of what must hold before anything is touched.
 *
 * <p>What can be done is a {@link openim.verify.runbook.Fix}. An {@link openim.verify.recovery.act.Executor} knows what each
 * needs before it begins, what it runs, and how to tell whether it did its work: by what runs afterwards, never by an exit
 * status. Every command passes the {@link openim.verify.recovery.act.Runner.ClosedSet}, which knows the commands of the runbook
 * and refuses all others.
 *
 * <p>Before the first fix, {@link openim.verify.recovery.act.Preflight} puts together what says that a repair can work (tools, disk,
 * memory, clock, certificates) and that the deployment that was verified is the one that would be repaired:
 * {@link openim.verify.recovery.act.SameDeployment} compares the processes behind the probed ports, and the secret, with the
 * directory. Each finding is a {@link openim.verify.recovery.act.PreflightFinding}: proven, stood in for, refused, or unknown.
 *
 * <p>Everything that changes the system stands behind {@link openim.verify.recovery.act.Tooling}, everything that is looked at
 * behind {@link openim.verify.recovery.act.SystemView} and {@link openim.verify.recovery.act.HostView}.
 */
@NullMarked
package openim.verify.recovery.act;

import org.jspecify.annotations.NullMarked;
