package openim.verify.client.docker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import openim.verify.await.Deadline;
import openim.verify.host.CommandResult;
import openim.verify.verdict.CannotLook;

/**
 * Has a command that several ask for at nearly the same time run once for all of them: each is a process, and a host that is in
 * trouble has few to spare.
 *
 * <p>An answer counts for a moment. A failure, or an answer that came too late, is nobody else's: who waited for it runs the command
 * for himself. Safe for all threads.
 */
final class SharedLooks {

    private final Duration moment;
    private final Map<List<String>, Look> latest = new HashMap<>();

    /** @param moment how long an answer counts */
    SharedLooks(Duration moment) {
        this.moment = moment;
    }

    /** One that goes on, or is over, and then counts until it is stale. */
    private final class Look {

        private final CompletableFuture<CommandResult> result = new CompletableFuture<>();
        private volatile Deadline stale = Deadline.in(Duration.ZERO);

        boolean counts() {
            return !result.isDone() || !stale.isOver();
        }

        /** Looks; only what is an answer is kept. */
        CommandResult made(Deadline deadline, Function<Deadline, CommandResult> command) {
            try {
                CommandResult mine = command.apply(deadline);
                if (mine.inTime()) {
                    stale = Deadline.in(moment);
                }
                result.complete(mine);
                return mine;
            } catch (RuntimeException | Error failed) {
                result.completeExceptionally(failed);
                throw failed;
            }
        }

        Optional<CommandResult> awaited(Deadline deadline) {
            try {
                return Optional.of(result.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS))
                        .filter(CommandResult::inTime);
            } catch (TimeoutException | ExecutionException none) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotLook("interrupted while docker was asked", e);
            }
        }
    }

    /**
     * The result of the command that is asked for: of the one that goes on, of one that ended a moment ago, or of a new one.
     *
     * @param asked the command, with all that makes it another one
     * @param command runs it by a deadline
     */
    CommandResult result(List<String> asked, Deadline deadline, Function<Deadline, CommandResult> command) {
        Look mine = new Look();
        Look last;
        synchronized (latest) {
            last = latest.get(asked);
            if (last == null || !last.counts()) {
                latest.put(asked, mine);
                last = mine;
            }
        }
        return last == mine
                ? mine.made(deadline, command)
                : last.awaited(deadline).orElseGet(() -> command.apply(deadline));
    }
}
