/**
 * What a recovery did, in the order in which it did it, on disk before it goes on.
 *
 * <p>A {@link openim.verify.recovery.journal.Journal} is one file of JSON lines for each recovery, an
 * {@link openim.verify.recovery.journal.JournalEntry} each. Whatever ends the harness, kill -9 included, takes no line away, and
 * {@link openim.verify.recovery.journal.Journals} shows the next run where the last one was.
 */
@NullMarked
package openim.verify.recovery.journal;

import org.jspecify.annotations.NullMarked;
