package openim.verify.history;

import java.time.Duration;
import openim.verify.verdict.CheckId;

/**
 * What a past run saw of one check.
 *
 * @param verdict the word of its verdict
 * @param required whether the run could not be healthy without it
 * @param took how long the look took
 */
public record PastLook(CheckId check, String verdict, boolean required, Duration took) {

    public boolean isRed() {
        return verdict.equals("unhealthy");
    }
}
