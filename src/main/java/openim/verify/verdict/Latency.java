package openim.verify.verdict;

import java.time.Duration;
import java.util.Locale;

/**
 * How long one step took, over all the times that it was timed in a run.
 *
 * @param count how often it was timed; what never came to an end was not
 * @param median as fast as this were half of them
 * @param p90 as fast as this were nine of ten
 * @param p95 as fast as this were nineteen of twenty
 * @param p99 as fast as this were ninety-nine of a hundred
 * @param slowest the slowest of all
 */
public record Latency(
        Step step, long count, Duration median, Duration p90, Duration p95, Duration p99, Duration slowest) {

    /** What is timed. */
    public enum Step {
        /** From the sending of a message by WebSocket to its acknowledgement. */
        ACKNOWLEDGE,
        /** From the sending of a message to its arrival at its receiver's open session. */
        PUSH,
        /** One call that pulls messages by their seqs. */
        PULL,
        /** From the sending of a message to the first look that found it stored: no shorter than the looks are apart. */
        STORED,
        /** A whole upload, from asking for leave to its completion. */
        UPLOAD,
        /** A whole download, its redirect included. */
        DOWNLOAD;

        /** The word for it in files and output: {@code acknowledge}, {@code push}, and so on. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Latency {
        if (count < 1) {
            throw new IllegalArgumentException(step.word() + " was never timed, so there is nothing to say of it");
        }
    }
}
