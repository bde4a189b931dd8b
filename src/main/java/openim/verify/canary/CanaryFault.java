package openim.verify.canary;

import java.util.Locale;

/** What can go wrong with the canary itself, which accuses no deployment. */
public enum CanaryFault {
    /** A round did not end by its deadline, and was given up. */
    STUCK,
    /** A round ended with a fault of the verifier. */
    ROUND,
    /** No ledger could be kept, or one could not be settled. */
    LEDGER,
    /** The history, or what is believed, could not be read or written. */
    HISTORY,
    /** Nobody could be told. */
    ALERT,
    /** The metrics could not be handed on. */
    METRICS;

    /** The word for it in metrics: {@code stuck}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
