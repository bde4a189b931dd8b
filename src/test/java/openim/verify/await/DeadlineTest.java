package openim.verify.await;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void closesWhatIsStillOpen() throws Exception {
        var closed = new CountDownLatch(1);

        try (var guard = Deadline.in(Duration.ofMillis(20)).closing(closed::countDown)) {
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(guard.fired()).isTrue();
        }
    }

    @Test
    void leavesAloneWhatWasDoneInTime() throws Exception {
        var closings = new AtomicInteger();
        var guard = Deadline.in(Duration.ofMillis(50)).closing(closings::incrementAndGet);
        guard.close();

        var later = new CountDownLatch(1);
        try (var other = Deadline.in(Duration.ofMillis(100)).closing(later::countDown)) {
            assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(closings).hasValue(0);
        assertThat(guard.fired()).isFalse();
    }

    @Test
    void holdsOnToNothingThatWasDoneWithInTime() {
        var used = new WeakReference<>(new Object());
        closedLaterThan(Duration.ofDays(1), used);

        Eventually.within(Deadline.in(Duration.ofSeconds(30)), "what was used")
                .lookingEvery(Duration.ofMillis(20))
                .sees(
                        () -> {
                            System.gc();
                            return used.get() == null;
                        },
                        Expectation.of("is let go", gone -> gone ? Judgement.met("gone") : Judgement.notYet("held")));
    }

    private static void closedLaterThan(Duration time, WeakReference<Object> used) {
        Object resource = used.get();
        Deadline.in(time).closing(() -> assertThat(resource).isNotNull()).close();
    }

    @Test
    void oneThatNeverClosesKeepsNoOtherWaiting() throws Exception {
        var never = new CountDownLatch(1);
        var closed = new CountDownLatch(1);

        try (var stuck = Deadline.in(Duration.ZERO).closing(never::await);
                var other = Deadline.in(Duration.ofMillis(20)).closing(closed::countDown)) {
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
        never.countDown();
    }

    @Test
    void theSoonerOfTwoCounts() {
        var day = Deadline.in(Duration.ofDays(1));

        assertThat(day.atMost(Duration.ofDays(2))).isSameAs(day);
        assertThat(day.atMost(Duration.ofHours(1)).remaining()).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void nothingRemainsOfOneThatIsOver() {
        var over = Deadline.in(Duration.ofMillis(-1));

        assertThat(over.isOver()).isTrue();
        assertThat(over.remaining()).isZero();
    }
}
