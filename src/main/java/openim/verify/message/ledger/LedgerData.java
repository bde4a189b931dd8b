package openim.verify.message.ledger;

import java.util.List;

/**
 * All facts of one flow: what the judge reads.
 *
 * @param stories one for each entry, in the order of sending
 * @param watches the sessions that were observed
 * @param looks the final reads
 */
public record LedgerData(
        LedgerSettings opening, List<MessageTrace> stories, List<ObservationWindow> watches, List<FinalRead> looks) {

    public LedgerData {
        stories = List.copyOf(stories);
        watches = List.copyOf(watches);
        looks = List.copyOf(looks);
    }
}
