package openim.verify.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class BoundedTest {

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

    @Test
    void anAnswerComesThrough() throws Exception {
        assertThat(Bounded.call(LONG, "answers", () -> 42)).isEqualTo(42);
    }

    @Test
    void aFailureComesThroughAsItself() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Bounded.call(LONG, "fails", () -> {
                    throw new IOException("no");
                }))
                .withMessage("no");
    }

    @Test
    void aCallThatNeverEndsIsLeftAndInterrupted() throws Exception {
        CountDownLatch left = new CountDownLatch(1);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> Bounded.call(Deadline.in(Duration.ofMillis(200)), "hangs", () -> {
                    try {
                        return new CountDownLatch(1).await(5, TimeUnit.MINUTES);
                    } finally {
                        left.countDown();
                    }
                }));
        assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> Bounded.call(LONG, "waits", () -> new CountDownLatch(1).await(5, TimeUnit.MINUTES)));
        assertThat(Thread.interrupted()).isTrue();
    }
}
