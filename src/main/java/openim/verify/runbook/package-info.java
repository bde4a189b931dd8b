/**
 * The runbook as data: for each part that can fail, how its failure looks, what the document has one do, how long it has one
 * wait, and what has to be green afterwards.
 *
 * <p>The entries are in {@code src/main/resources/runbook/*.yaml}, each with the section of the document that it repeats;
 * {@link openim.verify.runbook.Runbook#read} reads them all and says everything that is wrong with them at once. What can be
 * done is a closed set, {@link openim.verify.runbook.Fix}: nothing in a file can name another command.
 *
 * <p>Everything here is an immutable value; nothing here runs anything.
 */
@NullMarked
package openim.verify.runbook;

import org.jspecify.annotations.NullMarked;
