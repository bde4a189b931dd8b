package openim.verify.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** Observations as they may come of a run. */
public final class Seen {

    private Seen() {}

    public static Observation green(String check) {
        return of(check, new Verdict.Healthy("as it should be"));
    }

    public static Observation notLookedAt(String check, String reason) {
        return of(check, new Verdict.NotProven(reason));
    }

    public static Observation red(String check, Evidence... evidence) {
        String sentence = Arrays.stream(evidence).map(Evidence::value).collect(Collectors.joining(", "));
        return of(check, new Verdict.Unhealthy(sentence), evidence);
    }

    /** A component that cannot be reached, or answers nothing. */
    public static Observation unreachable(String check, String failure) {
        return red(check, Evidence.of(Evidence.FAILURE, failure), Evidence.of(Evidence.WORDS, "connection " + failure));
    }

    /** As {@code mage check}, the process table or {@code docker compose ps} put it. */
    public static Observation said(String check, String words) {
        return red(check, Evidence.of(Evidence.SEEN, words));
    }

    private static Observation of(String check, Verdict verdict, Evidence... evidence) {
        return new Observation(new CheckId(check), verdict, List.of(), Instant.EPOCH, Duration.ZERO, List.of(evidence));
    }
}
