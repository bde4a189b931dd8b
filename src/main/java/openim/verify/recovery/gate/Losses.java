package openim.verify.recovery.gate;

/**
 * What became of the tokens that were sent in a while.
 *
 * @param watched how many were followed; 0 proves nothing
 * @param lost acknowledged, and nowhere at the final reads
 * @param notStored that never reached the store
 * @param notPushed that never reached a session that was watched
 */
public record Losses(int watched, int lost, int notStored, int notPushed) {

    /** Nobody followed any. */
    public static final Losses NOBODY_WATCHED = new Losses(0, 0, 0, 0);

    public Losses {
        if (lost < 0
                || notStored < 0
                || notPushed < 0
                || lost > watched
                || notStored > watched
                || notPushed > watched) {
            throw new IllegalArgumentException("more were lost than watched: " + watched);
        }
    }

    public boolean any() {
        return lost + notStored + notPushed > 0;
    }

    /** {@code 3 lost, 1 not stored, 0 not pushed, of 120 messages}. */
    @Override
    public String toString() {
        return watched == 0
                ? "no messages were followed"
                : lost + " lost, " + notStored + " not stored, " + notPushed + " not pushed, of " + watched
                        + " messages";
    }
}
