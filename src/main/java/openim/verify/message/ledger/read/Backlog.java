package openim.verify.message.ledger.read;

import java.util.Map;
import java.util.Optional;

/**
 * What a consumer group has still before it, at one look.
 *
 * @param words such as {@code consumer group mongo has 7 records of toMongo before it}
 * @param committed how far it has come, by partition
 * @param attended whether its consumers are there, and agree who reads what
 */
record Backlog(String words, Map<Integer, Long> committed, boolean attended) {

    Backlog {
        committed = Map.copyOf(committed);
    }

    /**
     * Whether a backlog is worth waiting for.
     *
     * <p>A record that could not be stored is left behind, and counts as a backlog until the next one of its partition goes well,
     * which may be never. So where consumers are there, MongoDB answers, and yet not one record is taken in {@link #LOOKS} looks, what
     * is missing is not on its way any more.
     */
    static final class StallDetector {

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
}
