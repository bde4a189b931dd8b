package openim.verify.canary;

/** Who is told how the canary gets on: its metrics, its lines on a terminal. Must not block, and must not throw. */
public interface CanaryListener {

    /** A round begins. */
    void begins(Round round);

    /**
     * A round was made.
     *
     * @param standing what is believed now
     */
    void looked(CanaryRound look, AlertState standing);

    /** Something changed. */
    void changed(Alert alert);

    /** Something went wrong with the canary itself. */
    void failed(CanaryFault fault, String words);
}
