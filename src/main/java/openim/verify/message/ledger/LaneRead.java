package openim.verify.message.ledger;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.client.ConversationId;
import openim.verify.client.UserId;

/**
 * A conversation that the final reads are about.
 *
 * @param after the newest seq there was before the flow
 * @param days the days on which the flow sent in it
 */
record LaneRead(ConversationId conversation, UserId from, UserId to, long after, Set<LocalDate> days) {

    LaneRead {
        days = new TreeSet<>(days);
    }
}
