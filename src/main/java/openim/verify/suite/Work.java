package openim.verify.suite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import openim.verify.await.SteadyClock;
import openim.verify.verdict.CheckId;
import org.jspecify.annotations.Nullable;

/**
 * One look at a check, or the making of something that belongs to it: how its time is spent, and what it has to tell. Its thread
 * alone works at it; whoever looks at the check reads it, also while it is not done.
 */
final class Work {

    private static final ThreadLocal<@Nullable Work> HERE = new ThreadLocal<>();

    private static final InstantSource STEADY = SteadyClock.beginning(Clock.systemUTC());

    private final CheckId check;
    private final InstantSource clock;

    /** By the time of day; all other moments are by the clock. */
    private final Instant at = Instant.now();

    private final Instant began;
    private final Note note = new Note();

    /** When this check was worked at, here or in the making of what belongs to it. */
    private final List<Span> spans = new ArrayList<>();

    /** Since when its thread works; null while that stands still. */
    private @Nullable Instant since;

    private @Nullable Instant ended;

    Work(CheckId check) {
        this(check, STEADY);
    }

    Work(CheckId check, InstantSource clock) {
        this.check = check;
        this.clock = clock;
        this.began = clock.instant();
        this.since = began;
    }

    /**
     * How the time of a look was spent.
     *
     * @param began when, with what was done ahead as if it had been done just before
     * @param waited how long it waited for what belongs to other checks
     * @param took how long it was worked at, with what was done for this check before its thread asked for it; what was done side by
     *     side counts once
     */
    record Spent(Instant began, Duration waited, Duration took) {}

    private record Span(Instant from, Instant to) {

        /** What of it is not before that moment. */
        Span notBefore(Instant moment) {
            return new Span(later(from, moment), later(to, moment));
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
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

    /** Marks where the thread stands still, for something that it asked for. */
    synchronized void pause() {
        spans.addAll(current(clock.instant()));
        since = null;
    }

    /** Marks where it goes on. */
    synchronized void resume() {
        since = clock.instant();
    }

    /** Marks where it goes on, with something that belongs to this very check, and so is part of this work. */
    synchronized void resumeWith(Work own) {
        spans.addAll(own.spans(clock.instant()));
        resume();
    }

    synchronized void end() {
        ended = clock.instant();
        spans.addAll(current(ended));
        since = null;
    }

    CheckId check() {
        return check;
    }

    Note note() {
        return note;
    }

    /** How its time was spent so far. */
    synchronized Spent spent() {
        Instant now = ended == null ? clock.instant() : ended;
        List<Span> all = spans(now);
        Duration took = covered(all);
        Duration here = covered(all.stream().map(span -> span.notBefore(began)).toList());
        Duration ahead = took.minus(here);
        return new Spent(at.minus(ahead), Duration.between(began, now).minus(here), took);
    }

    private synchronized List<Span> spans(Instant now) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(current(now));
        return all;
    }

    /** What it has been working at since it last stood still. */
    private List<Span> current(Instant now) {
        return since == null ? List.of() : List.of(new Span(since, now));
    }

    /** How much time lies in at least one of them. */
    private static Duration covered(List<Span> spans) {
        Duration sum = Duration.ZERO;
        Instant until = Instant.MIN;
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Span rest = span.notBefore(until);
            sum = sum.plus(Duration.between(rest.from(), rest.to()));
            until = rest.to();
        }
        return sum;
    }
}
