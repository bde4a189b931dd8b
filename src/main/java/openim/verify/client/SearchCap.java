package openim.verify.client;

import java.util.Optional;

/**
 * A cap on how often a deployment is asked to search its messages: each search scans a whole collection, which others feel.
 *
 * <p>One for all drivers of whoever looks. Safe for all threads.
 */
@FunctionalInterface
public interface SearchCap {

    /**
     * Asked before each search.
     *
     * @return why it is not made; empty if it is, and then it counts
     */
    Optional<String> refusal();

    /** For whoever looks now and then. */
    static SearchCap none() {
        return Optional::empty;
    }
}
