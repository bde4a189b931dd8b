package openim.verify.message.ledger.flow;

/**
 * How far a flow has come.
 *
 * @param pushed how many of the messages were pushed to their receiver
 * @param open how many of the sessions are open
 * @param sessions how many people hold one
 * @param reconnects how often one had to be opened anew
 */
public record Progress(
        long sent,
        long acknowledged,
        long refused,
        long unanswered,
        long pushed,
        long open,
        long sessions,
        long reconnects) {

    @Override
    public String toString() {
        return "sent " + sent + ", acknowledged " + acknowledged + ", refused " + refused + ", no answer " + unanswered
                + ", pushed " + pushed + "; sessions " + open + " of " + sessions + " open"
                + (reconnects == 0 ? "" : ", " + reconnects + " times reconnected");
    }
}
