/**
 * The rehearsal's own {@code mage}: the tool of OpenIM's runbook, with its words, exit statuses and traps. And {@code component},
 * by which an operator starts what runs in no container.
 *
 * <p>An operator's shell starts an executable; here that is a small {@link
 * openim.verify.rehearsal.mage.Script}, which asks the {@link openim.verify.rehearsal.mage.MageServer} in the process that
 * rehearses and prints what that says.
 *
 * <ul>
 *   <li>{@code mage check} counts processes. It opens no port: a hung process is a process, and a dead component is none of
 *       its business.
 *   <li>{@code mage stop} asks the processes to end; one that hangs does not, and after fifteen looks it gives up, with
 *       status 0.
 *   <li>{@code mage start} first waits for the components, up to 180 looks long, then ends what still runs, and starts
 *       everything. When it cannot, it says "abort start", with status 0.
 * </ul>
 *
 * <p>By {@link openim.verify.rehearsal.Lies} it fails in more ways: starts nothing and says that all is well, waits for ever, takes
 * its time, or starts what dies again.
 */
@NullMarked
package openim.verify.rehearsal.mage;

import org.jspecify.annotations.NullMarked;
