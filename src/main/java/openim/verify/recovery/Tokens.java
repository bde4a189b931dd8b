package openim.verify.recovery;

import java.time.Instant;

/**
 * The ledger of message tokens, as far as the gate needs it. Each question throws {@link openim.verify.verdict.CannotLook} where
 * it cannot be answered, and then the gate is undetermined.
 */
public interface Tokens {

    /**
     * Begins a flow of tokens, which goes on until it is closed.
     *
     * @throws openim.verify.verdict.BrokenPromise if the deployment does not let it begin
     * @throws openim.verify.verdict.CannotLook if it cannot be kept from here
     */
    Following follow();

    /** What became of those that were sent at that moment or later. */
    Losses sentFrom(Instant moment);

    /** What became of those that were sent before; they are named, and shut no gate. */
    Losses sentBefore(Instant moment);

    /** A flow that goes on. */
    interface Following extends AutoCloseable {

        /** Sends no more, and waits for what is under way. */
        @Override
        void close();
    }
}
