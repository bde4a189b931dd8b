package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import openim.verify.await.Deadline;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

/** A look's own work is told apart from its waiting for what other looks give. */
class WaitingTest {

    private static final CheckId AUTH = new CheckId("probe.auth");
    private static final CheckId FRIEND = new CheckId("probe.friend");

    private record Token() {}

    private static Work spent(int here, int own) {
        Work spent = new Work(AUTH);
        spent.add(Duration.ofMillis(here), Duration.ofMillis(own));
        return spent;
    }

    @Test
    void whatBelongsToAnotherCheckIsWaitedFor() {
        assertThat(spent(300, 0).waited()).hasMillis(300);
        assertThat(spent(300, 0).ahead()).isZero();
    }

    @Test
    void whatACheckMakesItselfIsItsOwnWork() {
        assertThat(spent(300, 300).waited()).isZero();
        assertThat(spent(300, 120).waited()).as("what its maker waited for").hasMillis(180);
    }

    @Test
    void whatWasMadeForItBeforeItAskedIsItsOwnWorkToo() {
        assertThat(spent(10, 300).waited()).isZero();
        assertThat(spent(10, 300).ahead()).hasMillis(290);
    }

    @Test
    void whoAsksForTheFixtureOfAnotherCheckIsSeenToWait() {
        try (Fixtures fixtures = new Fixtures(Deadline.in(Duration.ofMinutes(1)))) {
            fixtures.offer(Token.class, AUTH.value(), Token::new);
            Work work = Work.begin(FRIEND);

            fixtures.get(Token.class, FRIEND);

            assertThat(work.waited()).isPositive();
            assertThat(work.ahead()).isZero();
        }
    }
}
