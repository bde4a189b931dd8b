/**
 * Looks at a deployment from its own host: the tool {@code mage}, {@code docker}, and the table of processes.
 *
 * <p>All that looks changes nothing, and {@link openim.verify.client.ops.DetachedRun}, which can, decides nothing: what may be
 * run by it is a closed set, kept in {@code recovery}. {@link openim.verify.client.ops.Command} runs a tool: by a list of arguments and never by a
 * shell, with an environment that is allowed name by name, no input, output to files and not to pipes, and a deadline that
 * kills the processes it started. {@link openim.verify.client.ops.Mage} asks {@code mage check},
 * {@link openim.verify.client.ops.Docker} asks {@code docker compose ps}, and {@link openim.verify.client.ops.ProcessTable}
 * sees what both miss: a process that is there and hangs. {@link openim.verify.client.ops.ContainerProcesses} looks into
 * containers, which live on around a process that is gone, and {@link openim.verify.client.ops.ServiceEnvironment} reads what a
 * service has to be given back. {@link openim.verify.client.ops.ListeningSockets} tells whose a port
 * is, and {@link openim.verify.client.ops.HostResources} what is left of the machine.
 *
 * <p>An exit status of 0 proves nothing, so none of them believes one. A tool that is not there is a
 * {@link openim.verify.verdict.NotLookedAt}; one that answered nothing that can be read is a
 * {@link openim.verify.verdict.CannotLook}.
 */
@NullMarked
package openim.verify.client.ops;

import org.jspecify.annotations.NullMarked;
