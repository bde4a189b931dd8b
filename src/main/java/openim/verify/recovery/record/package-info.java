/**
 * What is on disk of a recovery, whatever ends the program: what it did, who is at it, how often it was tried, and what a person
 * gets.
 *
 * <ul>
 *   <li>A {@link openim.verify.recovery.record.Journal} is one file of JSON lines for each recovery, a
 *       {@link openim.verify.recovery.record.JournalEntry} each, written before the recovery goes on. Whatever ends it, kill -9
 *       included, takes no line away, and {@link openim.verify.recovery.record.Journal.Journals} shows the next run where the last one was.
 *   <li>A {@link openim.verify.recovery.record.DeploymentLock} lets one recovery at a time at a deployment.
 *   <li>A {@link openim.verify.recovery.record.Budget} ends the trying of the same fix again and again, because a program that is
 *       started anew by a timer knows nothing of the one before it.
 *   <li>An {@link openim.verify.recovery.record.Incident} is what a person gets: it asks each
 *       {@link openim.verify.recovery.record.Source} for its text, takes the secrets out, looks once more whether one is left, and
 *       only then writes. A source that fails says so in its place: at that hour half a bundle is worth a lot.
 * </ul>
 */
@NullMarked
package openim.verify.recovery.record;

import org.jspecify.annotations.NullMarked;
