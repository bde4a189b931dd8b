package openim.verify.message.ledger.read;

import java.util.Optional;

/**
 * How often the server may be asked to search its messages. Each search is a scan of its whole collection, which others feel; with
 * access to MongoDB none is needed. Safe for all threads if the implementation says so.
 */
public interface SearchBudget {

    /**
     * Asked before each search.
     *
     * @return why it may not be made; empty if it may, and then it counts
     */
    Optional<String> refusal();

    /**
     * Whether what it refuses is left out for good, by whoever settles and would rather know less than be felt: then what was not
     * searched does not keep a ledger from being settled. It is never taken for stored.
     */
    default boolean isFinal() {
        return false;
    }

    /** So many as go unfelt, in one settlement. */
    static SearchBudget usual() {
        return StoreReads.usualBudget();
    }

    /** Whether no search may be made at all, so that nobody waits for one. */
    default boolean isNone() {
        return false;
    }

    /**
     * None at all: where MongoDB itself cannot be read, it is not looked now.
     *
     * @param why not
     */
    static SearchBudget none(String why) {
        return none(why, false);
    }

    /**
     * None, for good: where MongoDB is never to be read, whether messages are stored is left out.
     *
     * @param why it is
     */
    static SearchBudget never(String why) {
        return none(why, true);
    }

    private static SearchBudget none(String why, boolean forGood) {
        return new SearchBudget() {

            @Override
            public Optional<String> refusal() {
                return Optional.of(why);
            }

            @Override
            public boolean isNone() {
                return true;
            }

            @Override
            public boolean isFinal() {
                return forGood;
            }
        };
    }

    /** So many, and then no more until the ledger is settled again. Not for several threads at once. */
    static Counted of(int searches) {
        return new Counted(searches, false);
    }

    /**
     * A sample: so many in one settlement, and the rest of the conversations is left out for good. Which of them are searched
     * changes from ledger to ledger. Not for several threads at once.
     */
    static Counted sample(int searches) {
        return new Counted(searches, true);
    }

    /** Counts them. */
    final class Counted implements SearchBudget {

        private final int searches;
        private final boolean isFinal;
        private int made;

        private Counted(int searches, boolean isFinal) {
            this.searches = searches;
            this.isFinal = isFinal;
        }

        @Override
        public Optional<String> refusal() {
            if (made >= searches) {
                return Optional.of("the server's search would have to scan more than would go unfelt (" + searches
                        + " searches at a time)");
            }
            made++;
            return Optional.empty();
        }

        @Override
        public boolean isFinal() {
            return isFinal;
        }

        /** How many were made. */
        public int made() {
            return made;
        }
    }
}
