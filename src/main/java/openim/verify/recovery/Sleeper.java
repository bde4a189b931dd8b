package openim.verify.recovery;

import java.time.Duration;
import java.time.Instant;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;

/** Time, as far as the harness waits for it. */
public interface Sleeper {

    Instant now();

    /** Stands still until that moment; not at all if it has passed. */
    void until(Instant moment);

    /** The clock on the wall. */
    static Sleeper real() {
        return new Sleeper() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void until(Instant moment) {
                Duration left = Duration.between(now(), moment);
                if (!left.isNegative()) {
                    Pause.until(Deadline.in(left));
                }
            }
        };
    }
}
