package openim.verify.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import openim.verify.app.program.OwnLack;
import openim.verify.client.Failure;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * What was seen in a run until it is told, and how far it can be believed; what comes after that comes too late. Safe for all threads.
 */
final class RunObservations {

    /** What cannot be green unless the component does its work. Without Redis, messages on open sessions are acknowledged, and lost. */
    private static final Map<CheckId, CheckId> PROOFS = Map.of(
            new CheckId("component.mongo"), new CheckId("message.stored"),
            new CheckId("component.redis"), new CheckId("message.pulled"),
            new CheckId("component.kafka"), new CheckId("message.pushed"),
            new CheckId("component.minio"), new CheckId("file.round-trip"));

    private final OwnLack lack;
    private final List<Observation> seen = new ArrayList<>();
    private boolean closed;

    /** @param lack heeds each, and weighs all */
    RunObservations(OwnLack lack) {
        this.lack = lack;
    }

    /** Adds one, unless it is too late. */
    synchronized void add(Observation observation, Consumer<Observation> whenAdded) {
        if (!closed) {
            lack.heed(observation);
            seen.add(observation);
            whenAdded.accept(observation);
        }
    }

    /**
     * Takes no more.
     *
     * @return whether this was the first call
     */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** All, as far as they can be believed. */
    synchronized List<Observation> all() {
        return besideEachOther(seen.stream().map(lack::weighed).toList());
    }

    /**
     * A component that gave us no answer in time, while it did its work for what was sent in the same run, is not called hung: more
     * likely it was we who had no time, as on a machine that has too much to do.
     */
    static List<Observation> besideEachOther(List<Observation> seen) {
        return seen.stream()
                .map(one -> proof(one, seen)
                        .map(proof -> one.disbelieved(proof.check()
                                + ", which needs it, was green in the same run; look again, and if it stays so, from a machine"
                                + " that has less to do"))
                        .orElse(one))
                .toList();
    }

    private static Optional<Observation> proof(Observation silent, List<Observation> seen) {
        return Optional.ofNullable(PROOFS.get(silent.check()))
                .filter(check -> silent.verdict().isUnhealthy()
                        && silent.fact(Evidence.FAILURE).equals(Failure.NO_ANSWER.word()))
                .flatMap(check -> seen.stream()
                        .filter(other -> other.check().equals(check)
                                && other.verdict().isHealthy()
                                && other.ended().isAfter(silent.at()))
                        .findFirst());
    }

    /**
     * Notices when this very process stands still, as on a machine that has too much to do: whoever waits in vain meanwhile cannot tell
     * a part that hangs from himself.
     */
    static final class Stall implements AutoCloseable {

        private static final Duration BEAT = Duration.ofMillis(100);

        /** A collection of garbage and the loading of classes stay below. */
        private static final Duration LONG = Duration.ofSeconds(1);

        private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stall");
            thread.setDaemon(true);
            return thread;
        });
        private long last = System.nanoTime();
        private volatile Duration longest = Duration.ZERO;

        private Stall() {}

        /** Looks from now on. */
        // It ends with its executor.
        @SuppressWarnings("FutureReturnValueIgnored")
        static Stall watched() {
            Stall stall = new Stall();
            stall.beats.scheduleWithFixedDelay(
                    () -> stall.beat(System.nanoTime()), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
            return stall;
        }

        /** One that only hears of the beats that it is told of. */
        static Stall unwatched() {
            return new Stall();
        }

        /**
         * A beat of this process's heart.
         *
         * @param nanos when it came
         */
        void beat(long nanos) {
            Duration late = Duration.ofNanos(nanos - last).minus(BEAT);
            last = nanos;
            longest = late.compareTo(longest) > 0 ? late : longest;
        }

        /** What is to be known of a look that was not answered, in a clause; empty if it never stood still for long. */
        Optional<String> words() {
            return longest.compareTo(LONG) < 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "this machine has too much to do, for openim-verify itself stood still for %.1f s: what looks hung may be"
                                    + " well",
                            longest.toMillis() / 1000.0));
        }

        @Override
        public void close() {
            beats.shutdownNow();
        }
    }
}
