package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import openim.verify.await.Deadline;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

/** A look's own work is told apart from its waiting for what other looks give. */
class WaitingTest {

    private static final CheckId AUTH = new CheckId("probe.auth");
    private static final CheckId FRIEND = new CheckId("probe.friend");

    private record Token() {}

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private Work work() {
        return new Work(AUTH, () -> now);
    }

    private void pass(int millis) {
        now = now.plusMillis(millis);
    }

    /** Something that belongs to the same check, made in so long. */
    private Work made(int millis) {
        Work made = work();
        pass(millis);
        made.end();
        return made;
    }

    @Test
    void whatBelongsToAnotherCheckIsWaitedFor() {
        Work work = work();
        pass(20);
        work.pause();
        pass(300);
        work.resume();
        pass(5);

        assertThat(work.spent().waited()).hasMillis(300);
        assertThat(work.spent().took()).hasMillis(25);
    }

    @Test
    void whatACheckMakesItselfIsItsOwnWork() {
        Work work = work();
        work.pause();
        work.resumeWith(made(300));

        assertThat(work.spent().waited()).isZero();
        assertThat(work.spent().took()).hasMillis(300);
    }

    @Test
    void whatItsMakerWaitedForIsWaitedFor() {
        Work work = work();
        work.pause();
        Work maker = work();
        pass(100);
        maker.pause();
        pass(180);
        maker.resume();
        pass(20);
        maker.end();
        work.resumeWith(maker);

        assertThat(work.spent().waited()).hasMillis(180);
        assertThat(work.spent().took()).hasMillis(120);
    }

    @Test
    void whatWasMadeForItBeforeItAskedIsItsOwnWorkToo() {
        Work earlier = made(300);
        pass(1_000);
        Work work = work();
        work.pause();
        work.resumeWith(earlier);
        pass(10);

        assertThat(work.spent().took()).hasMillis(310);
        assertThat(work.spent().waited()).isZero();
        assertThat(work.spent().began()).isBefore(Instant.now().minusMillis(299));
    }

    @Test
    void whatItAsksForTwiceIsWorkedAtOnce() {
        Work held = made(35_000);
        Work sent = work();
        sent.pause();
        sent.resumeWith(held);
        pass(1_000);
        sent.end();

        Work work = work();
        work.pause();
        work.resumeWith(sent);
        work.pause();
        work.resumeWith(held);

        assertThat(work.spent().took()).hasSeconds(36);
        assertThat(work.spent().waited()).isZero();
    }

    @Test
    void whatIsMadeSideBySideCountsOnce() {
        Work work = work();
        work.pause();
        Work one = work();
        Work other = work();
        pass(400);
        one.end();
        pass(100);
        other.end();
        work.resumeWith(one);
        work.pause();
        work.resumeWith(other);

        assertThat(work.spent().took()).hasMillis(500);
        assertThat(work.spent().waited()).isZero();
    }

    @Test
    void whatIsNotDoneIsReadAsItIs() {
        Work work = work();
        pass(70);

        assertThat(work.spent().took()).hasMillis(70);
    }

    @Test
    void whoAsksForTheFixtureOfAnotherCheckIsSeenToWait() {
        try (Fixtures fixtures = new Fixtures(Deadline.in(Duration.ofMinutes(1)))) {
            fixtures.offer(Token.class, AUTH.value(), Token::new);
            Instant before = Instant.now();
            Work work = Work.begin(FRIEND);

            fixtures.get(Token.class, FRIEND);

            assertThat(work.spent().waited()).isPositive();
            assertThat(work.spent().began()).as("nothing was done ahead").isAfterOrEqualTo(before);
        }
    }
}
