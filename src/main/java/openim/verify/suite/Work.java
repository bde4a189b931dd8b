package openim.verify.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import openim.verify.verdict.CheckId;
import org.jspecify.annotations.Nullable;

/**
 * One look at a check, or the making of something that belongs to it: how its time is spent, and what it has to tell. For one
 * thread, and afterwards for whoever waited for that one.
 */
final class Work {

    private static final ThreadLocal<@Nullable Work> HERE = new ThreadLocal<>();

    private final CheckId check;
    private final Instant began = Instant.now();
    private final Note note = new Note();
    private Duration waited = Duration.ZERO;
    private Duration ahead = Duration.ZERO;

    Work(CheckId check) {
        this.check = check;
    }

    /** Begins to work at a check in this thread. */
    static Work begin(CheckId check) {
        Work work = new Work(check);
        HERE.set(work);
        return work;
    }

    /** What this thread works at. */
    static Optional<Work> here() {
        return Optional.ofNullable(HERE.get());
    }

    /**
     * Adds what passed while something was asked for.
     *
     * @param here how long the thread stood still for it
     * @param own how much work of this very check was in its making
     */
    void add(Duration here, Duration own) {
        boolean longer = own.compareTo(here) > 0;
        waited = waited.plus(longer ? Duration.ZERO : here.minus(own));
        ahead = ahead.plus(longer ? own.minus(here) : Duration.ZERO);
    }

    CheckId check() {
        return check;
    }

    Note note() {
        return note;
    }

    /** When it began, with what was done for this check before its thread asked for it. */
    Instant began() {
        return began.minus(ahead);
    }

    /** How long it waited for what belongs to other checks. */
    Duration waited() {
        return waited;
    }

    /** What was done for this check before its thread asked for it. */
    Duration ahead() {
        return ahead;
    }

    /** How long its own work took so far. */
    Duration took() {
        Duration took = Duration.between(began, Instant.now()).minus(waited).plus(ahead);
        return took.isNegative() ? Duration.ZERO : took;
    }
}
