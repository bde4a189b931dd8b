/** A ledger's last word: what became of its messages, in numbers and in sentences. */
@NullMarked
package openim.verify.message.ledger.settlement;

import org.jspecify.annotations.NullMarked;
