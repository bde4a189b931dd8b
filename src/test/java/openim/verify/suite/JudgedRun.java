package openim.verify.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/** A run of three seconds that is judged by what it saw. */
final class JudgedRun {

    private JudgedRun() {}

    static Run of(Suite suite, Observation... observations) {
        return Run.judged(
                "run-1",
                suite,
                new Subject("http://openim", "source", false),
                Instant.EPOCH,
                Duration.ofSeconds(3),
                List.of(observations));
    }

    static Observation seen(String id, Verdict verdict) {
        return new Observation(new CheckId(id), verdict, List.of(), Instant.EPOCH, Duration.ZERO, List.of());
    }
}
