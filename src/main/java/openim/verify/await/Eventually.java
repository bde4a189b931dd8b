package openim.verify.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A wait, described: who waits, for how long, how often it looks, and how long the expectation must stay true.
 *
 * <p>"Not yet" is looked at again; "never" and an exception of the look itself end the wait at once. A time-out is a
 * {@link BrokenPromise} that lists each different sighting with the number of looks that saw it. Immutable.
 *
 * @param who who expects it, the subject of the sentence
 * @param deadline by when
 * @param every time between two looks
 * @param staying how long it must stay true once it is, zero for not at all
 */
public record Eventually(String who, Deadline deadline, Duration every, Duration staying) {

    private static final Duration FIRST_LOOK = Duration.ZERO;

    public static Eventually within(Deadline deadline, String who) {
        return new Eventually(who, deadline, Duration.ofMillis(100), Duration.ZERO);
    }

    public Eventually lookingEvery(Duration pause) {
        return new Eventually(who, deadline, pause, staying);
    }

    /** "Exactly once" and "never" pass too early unless they must stay true for a while. */
    public Eventually andStaysFor(Duration quiet) {
        return new Eventually(who, deadline, every, quiet);
    }

    /**
     * Looks until the expectation is met.
     *
     * @return the sighting that met it last
     * @throws BrokenPromise if it was not met in time, or can no longer be, or did not stay
     * @throws CannotLook if the look itself failed, or took so long that nothing can be said of staying
     */
    public <T> T sees(Callable<T> look, Expectation<? super T> expected) {
        Attempts<T> attempts = new Attempts<>(look, expected);
        try {
            var wait = Awaitility.await(who + " " + expected.sentence())
                    .pollDelay(FIRST_LOOK)
                    .pollInterval(every)
                    .pollInSameThread()
                    .timeout(atLeastOneLook(deadline.remaining().plus(staying)));
            (staying.isZero() ? wait : wait.during(staying)).until(attempts);
            return attempts.last();
        } catch (ConditionTimeoutException timeout) {
            if (attempts.wasMetAllAlong()) {
                throw new CannotLook(
                        who + " " + expected.sentence() + ", as far as it was seen, but it took too long to look"
                                + " to say that it stayed so for " + staying.toMillis() + " ms");
            }
            throw attempts.broken("last seen after " + deadline);
        }
    }

    private static Duration atLeastOneLook(Duration time) {
        return time.compareTo(Duration.ofMillis(10)) < 0 ? Duration.ofMillis(10) : time;
    }

    /** The looks of one wait: each is judged, and the refusals are kept for the day they are needed. */
    private final class Attempts<T> implements Callable<Boolean> {

        private final Callable<T> look;
        private final Expectation<? super T> expected;
        private final Map<String, Integer> refusals = new LinkedHashMap<>();
        private final List<T> met = new ArrayList<>(1);
        private int looks;

        Attempts(Callable<T> look, Expectation<? super T> expected) {
            this.look = look;
            this.expected = expected;
        }

        @Override
        public Boolean call() throws Exception {
            looks++;
            T sighting = look.call();
            Judgement judgement = expected.judge(sighting);
            if (judgement.isMet()) {
                met.clear();
                met.add(sighting);
                return true;
            }
            refusals.merge(judgement.reason(), 1, Integer::sum);
            if (judgement.state() == Judgement.State.NEVER) {
                throw broken("it can no longer be");
            }
            if (!met.isEmpty()) {
                throw broken("it did not stay so for " + staying.toMillis() + " ms");
            }
            return false;
        }

        /** Every look was met; there were only too few of them. */
        boolean wasMetAllAlong() {
            return !met.isEmpty() && refusals.isEmpty();
        }

        T last() {
            return met.get(0);
        }

        BrokenPromise broken(String how) {
            String seen = lastRefusal();
            StringBuilder all = new StringBuilder();
            refusals.forEach((reason, times) -> all.append(all.isEmpty() ? "" : "; ")
                    .append(reason)
                    .append(times > 1 ? " (" + times + " times)" : ""));
            return BrokenPromise.seeing(
                    seen + " (" + how + ", " + looks + (looks == 1 ? " look" : " looks") + ")",
                    who + " " + expected.sentence(),
                    List.of(
                            Evidence.of(Evidence.SEEN, all.isEmpty() ? "nothing" : all),
                            Evidence.of(Evidence.AFTER_MS, deadline.elapsed().toMillis())));
        }

        private String lastRefusal() {
            String last = "nothing";
            for (String reason : refusals.keySet()) {
                last = reason;
            }
            return last;
        }
    }
}
