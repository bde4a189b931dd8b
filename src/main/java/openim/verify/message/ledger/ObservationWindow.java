package openim.verify.message.ledger;

import java.time.Instant;
import openim.verify.client.UserId;

/**
 * A session that was observed, from the moment at which pushes could reach it to the last sign of life on its connection.
 *
 * <p>One connection keeps its order: whatever was pushed before that last sign of life has been noted.
 *
 * @param number 1 for the user's first session in the flow, more for those after a reconnect
 * @param openedAt when the gateway shook hands
 * @param from from when on pushes could be expected
 * @param until the last sign of life
 * @param end how it ended, in words; empty if nobody saw it end
 */
public record ObservationWindow(UserId user, int number, Instant openedAt, Instant from, Instant until, String end) {

    boolean covers(Instant first, Instant last) {
        return !from.isAfter(first) && !until.isBefore(last);
    }
}
