/**
 * What no text of ours may hold: secrets, in each form in which they travel, what has the shape of one, and characters that do
 * something to a terminal instead of being read. Knows nobody, so that everybody can use it.
 */
@NullMarked
package openim.verify.redaction;

import org.jspecify.annotations.NullMarked;
