package openim.verify.recovery.gate;

import java.time.Instant;

/**
 * The ledger of message tokens, as far as the gate asks it. Each question throws {@link openim.verify.verdict.CannotLook} where
 * it cannot be answered, and then the gate is undetermined.
 */
public interface Tokens {

    /** What became of those that were sent at that moment or later. */
    Losses sentFrom(Instant moment);

    /** What became of those that were sent before; they are named, and shut no gate. */
    Losses sentBefore(Instant moment);

    /** Where no ledger is kept. */
    static Tokens notFollowed() {
        return new Tokens() {
            @Override
            public Losses sentFrom(Instant moment) {
                return Losses.NOBODY_WATCHED;
            }

            @Override
            public Losses sentBefore(Instant moment) {
                return Losses.NOBODY_WATCHED;
            }
        };
    }
}
