package openim.verify.canary;

import java.time.Instant;
import java.util.List;
import openim.verify.verdict.CheckId;

/**
 * What a round was confirmed to be, when it is not good.
 *
 * @param word of the verdict: {@code unhealthy} or {@code undetermined}
 * @param summary its sentence
 * @param red the red checks, the first cause first
 * @param since when it was first seen
 */
public record ConfirmedProblem(Round round, String word, String summary, List<CheckId> red, Instant since) {

    public ConfirmedProblem {
        red = List.copyOf(red);
    }

    public boolean isRed() {
        return word.equals("unhealthy");
    }
}
