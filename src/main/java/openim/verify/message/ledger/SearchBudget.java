package openim.verify.message.ledger;

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

    /** So many, and then no more. Not for several threads at once. */
    static SearchBudget of(int searches) {
        return new SearchBudget() {

            private int made;

            @Override
            public Optional<String> refusal() {
                return made++ < searches
                        ? Optional.empty()
                        : Optional.of("the server's search would have to scan more than would go unfelt (" + searches
                                + " searches at a time)");
            }
        };
    }
}
