package openim.verify.message.ledger;

import java.util.Locale;

/** What became of a message: the first of these that fits. */
public enum State {
    /** Seen with another text than was sent. */
    CORRUPTED(true),
    /** Pushed, pulled or stored more often than it was sent. */
    DUPLICATED(true),
    /** Acknowledged, and nowhere at the final reads, all of which were whole: neither pushed, nor to be pulled, nor stored. */
    LOST(true),
    /** Acknowledged and seen, but not in MongoDB. */
    NOT_STORED(true),
    /** Acknowledged, and its receiver cannot pull it: whoever was offline never gets it, wherever else it is. */
    NOT_PULLABLE(true),
    /** Acknowledged, and not pushed to a session that was observed from its sending to the deadline. */
    NOT_PUSHED(true),
    /** Its number is lower than that of a message which was acknowledged before it was sent. */
    REORDERED(false),
    /** Pushed after the deadline. */
    LATE(false),
    /** The sender was told no each time, and yet it was delivered. */
    REFUSED_YET_DELIVERED(false),
    /** The sender was told nothing, and it was delivered. */
    DELIVERED_UNACKNOWLEDGED(false),
    /** To be pulled; that nobody looked whether it is stored was decided by whoever settled. */
    DELIVERED_STORE_NOT_LOOKED_AT(false),
    /** To be pulled, and stored; nobody watched whether it was pushed. */
    DELIVERED_PUSH_NOT_OBSERVED(false),
    /** Acknowledged, pushed in time and once, to be pulled, and stored. */
    DELIVERED(false),
    /** The sender was told no, and it was delivered nowhere: honest. */
    REFUSED(false),
    /** The sender was told nothing, and it was delivered nowhere. */
    UNKNOWN(false),
    /** A place where it could be is still to be read whole: nothing is said of it, for good or ill. */
    OPEN(false);

    private final boolean accuses;

    State(boolean accuses) {
        this.accuses = accuses;
    }

    /** Whether the deployment broke a promise by it that no client can make good. */
    public boolean accuses() {
        return accuses;
    }

    /** Whether a later look at the same message could still find it, so that it is well. What was seen or watched stays so. */
    public boolean isRefutable() {
        return this == LOST || this == NOT_STORED || this == NOT_PULLABLE;
    }

    /** Whether only a message can be in it of which the sender was told that it was taken. */
    public boolean isOfAcknowledged() {
        return this == LOST || this == NOT_STORED || this == NOT_PULLABLE || this == NOT_PUSHED;
    }

    /** Whether whoever asks for the details wants to see such a message. */
    public boolean isRemarkable() {
        return this != DELIVERED && this != OPEN;
    }

    /** The word for it in files and output: {@code not-stored}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
