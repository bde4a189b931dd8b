/** The processes and tools of this host: what runs, who listens, and the commands of the runbook. */
@NullMarked
package openim.verify.host;

import org.jspecify.annotations.NullMarked;
