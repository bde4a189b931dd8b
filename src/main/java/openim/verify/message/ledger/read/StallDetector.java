package openim.verify.message.ledger.read;

import java.util.Optional;

/**
 * Whether a backlog is worth waiting for.
 *
 * <p>A record that could not be stored is left behind, and counts as a backlog until the next one of its partition goes well,
 * which may be never. So where consumers are there, MongoDB answers, and yet not one record is taken in {@link #LOOKS} looks, what
 * is missing is not on its way any more.
 */
final class StallDetector {

    /** Half a minute of them: a group notices within ten seconds that one of its consumers is dead or hangs. */
    static final int LOOKS = 15;

    private Optional<Backlog> last = Optional.empty();
    private int looks;

    /**
     * Hears of one more look.
     *
     * @param answered whether all that should be read there could be read, MongoDB included
     * @return what must still be waited for, in words; empty if nothing
     */
    Optional<String> waitsFor(Optional<Backlog> now, boolean answered) {
        boolean stands = answered && now.filter(Backlog::attended).isPresent() && now.equals(last);
        looks = stands ? looks + 1 : 0;
        last = now;
        return looks >= LOOKS ? Optional.empty() : now.map(Backlog::words);
    }
}
