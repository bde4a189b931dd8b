/** The flow that a ledger writes down: who sends to whom, and who listens. */
@NullMarked
package openim.verify.message.ledger.flow;

import org.jspecify.annotations.NullMarked;
