/**
 * The ledger: what became of each message of a flow, across an outage and across a death of the verifier.
 *
 * <p>A {@link openim.verify.message.ledger.flow.Flow} sends at an even pace and holds its receivers' sessions open. Each message is an
 * {@link openim.verify.message.ledger.LedgerEntry} that is on disk before it is sent. What is seen of it later is a
 * {@link openim.verify.message.ledger.Sighting}: a fact, written down and never changed. {@link openim.verify.message.ledger.ObservationWindow}es
 * say from when to when somebody's session was observed, {@link openim.verify.message.ledger.FinalRead}s which conversation was read
 * whole at which layer. A {@link openim.verify.message.ledger.settlement.Settlement} makes the final reads, in the same run or a later one.
 *
 * <p>{@link openim.verify.message.ledger.Judge} turns these facts into one {@link openim.verify.message.ledger.State} for each
 * entry; it does no input or output. How far a look reached is one of the facts: a layer accuses only if it was watched, and clears
 * only if it was read whole, so that a message of which a place was read in part is open. Only a positive acknowledgement makes a
 * message that is missing a loss.
 *
 * <p>A ledger can be of any length. Messages are read from the file, and held to what is read of the deployment, some at a time; what
 * is kept of them when they are judged are counts and the first few names ({@link openim.verify.message.ledger.settlement.Tally}).
 *
 * <p>All of it lies in one SQLite file for each deployment, {@code reports/ledgers/<deployment>.db}, written by one thread
 * ({@link openim.verify.message.ledger.LedgerWriter}). What a kill -9 of the verifier cannot take away is what was written before it;
 * a crash of the host may take the last moments too, for the file is not synchronised to the disk with each message.
 */
@NullMarked
package openim.verify.message.ledger;

import org.jspecify.annotations.NullMarked;
