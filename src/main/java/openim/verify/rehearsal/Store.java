package openim.verify.rehearsal;

/** A part that keeps data, which it can lose. */
public interface Store extends RehearsalPart {

    /**
     * Empties it while it runs: afterwards it is as new, its configuration (users, buckets) apart. Those who keep a copy
     * of what it held keep it. Works in any state.
     */
    void loseData();
}
