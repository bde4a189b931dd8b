/** The final reads of a ledger: where each message is looked for once the flow is over. */
@NullMarked
package openim.verify.message.ledger.read;

import org.jspecify.annotations.NullMarked;
