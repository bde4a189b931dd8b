package openim.verify.canary;

import java.util.List;

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

    /** Several, who are told in this order. */
    static CanaryListener all(List<CanaryListener> listeners) {
        List<CanaryListener> all = List.copyOf(listeners);
        return new CanaryListener() {

            @Override
            public void begins(Round round) {
                all.forEach(one -> one.begins(round));
            }

            @Override
            public void looked(CanaryRound look, AlertState standing) {
                all.forEach(one -> one.looked(look, standing));
            }

            @Override
            public void changed(Alert alert) {
                all.forEach(one -> one.changed(alert));
            }

            @Override
            public void failed(CanaryFault fault, String words) {
                all.forEach(one -> one.failed(fault, words));
            }
        };
    }
}
