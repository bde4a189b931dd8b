package openim.verify.message.ledger;

import openim.verify.lock.ProcessMark;

/**
 * A ledger as it stands.
 *
 * @param pid the process that opened it
 * @param processStartedAt when that process began, by which it is told from a later one of the same number
 * @param closed whether its flow came to its end in good order
 * @param settled whether nothing is left to be looked at
 */
public record LedgerHeader(LedgerSettings opening, long pid, String processStartedAt, boolean closed, boolean settled) {

    /** Whether its flow still goes on. */
    public boolean isGoingOn() {
        return !closed && ProcessMark.read(pid, processStartedAt).lives();
    }

    public String id() {
        return opening.id();
    }
}
