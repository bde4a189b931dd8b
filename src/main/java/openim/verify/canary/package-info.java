/**
 * The canary: the same suites, again and again, and a word only when something changed.
 *
 * <p>A {@link openim.verify.canary.Schedule} says which {@link openim.verify.canary.Round} is due: messages at each interval, files
 * and the full suite at longer ones, sooner while something is red. A {@link openim.verify.canary.Canary} makes one round at a
 * time, never two; what is not good is looked at again at once, and only what the second look confirms is believed. A
 * {@link openim.verify.canary.AlertState} is what is believed at the moment; it outlives the process, so that a restart is no news,
 * and its changes are {@link openim.verify.canary.Alert}s.
 *
 * <p>Canaries of the field die of their own faults. So each round has a total deadline, after which it is given up and the next
 * begins with new clients; a {@link openim.verify.canary.Watchdog} on a thread of its own notices when even that does not work;
 * and what went wrong with the canary itself is counted apart from what is wrong with the deployment.
 */
@NullMarked
package openim.verify.canary;

import org.jspecify.annotations.NullMarked;
