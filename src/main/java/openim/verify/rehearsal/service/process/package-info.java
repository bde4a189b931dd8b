/**
 * What an OpenIM process is to the rehearsal: a name, a life that can end, and a gate that all its work passes.
 *
 * <p>A {@link openim.verify.rehearsal.service.process.ServiceProcess} runs no thread and holds no data of its own. What works in
 * its name passes its gate before each step: through when it runs, held while it hangs, turned away when it is dead.
 */
@NullMarked
package openim.verify.rehearsal.service.process;

import org.jspecify.annotations.NullMarked;
