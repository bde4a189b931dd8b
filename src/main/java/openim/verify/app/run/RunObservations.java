package openim.verify.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import openim.verify.app.program.OwnLack;
import openim.verify.verdict.Observation;

/** What was seen in a run until it is told; what comes after that comes too late. Safe for all threads. */
final class RunObservations {

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
        return ServedMeanwhile.weighed(seen.stream().map(lack::weighed).toList());
    }
}
