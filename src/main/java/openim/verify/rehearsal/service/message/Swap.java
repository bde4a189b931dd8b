package openim.verify.rehearsal.service.message;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/** Holds one push back until the next one was made, or half a second: of each two the second comes first. */
final class Swap {

    private static final int HELD_MILLIS = 500;

    private static final Executor LATER = CompletableFuture.delayedExecutor(HELD_MILLIS, TimeUnit.MILLISECONDS);

    private Optional<Runnable> held = Optional.empty();

    /** Makes this push, and then the one that was held back; or holds this one. */
    synchronized void push(Runnable push) {
        if (held.isPresent()) {
            push.run();
            release();
        } else {
            held = Optional.of(push);
            LATER.execute(() -> releaseIfHeld(push));
        }
    }

    /** What was held after it waits for a time of its own. */
    private synchronized void releaseIfHeld(Runnable push) {
        if (held.filter(push::equals).isPresent()) {
            release();
        }
    }

    private void release() {
        Optional<Runnable> late = held;
        held = Optional.empty();
        try {
            late.ifPresent(Runnable::run);
        } catch (RpcFailure | DeadProcessException e) {
            // Then it is never pushed, as by an openim-push that ends.
            return;
        }
    }
}
