package openim.verify.message.ledger.settlement;

import openim.verify.message.ledger.State;

/** How often a message must have been missed before its ledger is settled with it. */
public enum Confirmation {
    /** Once: whoever settles does so with patience, and tells what was seen. */
    ONE_LOOK,
    /**
     * Twice, by two settlements, for what a later look could still find ({@link State#isRefutable}). Until then its ledger stays
     * unsettled: the next settlement looks for the very same messages, and finds them or confirms that they are missing.
     */
    TWO_LOOKS
}
