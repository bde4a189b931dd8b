package openim.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

/** A look's own work is told apart from its waiting for what other looks give. */
class WaitingTest {

    private static final CheckId AUTH = new CheckId("probe.auth");
    private static final CheckId FRIEND = new CheckId("probe.friend");
    private static final CheckId GATEWAY = new CheckId("probe.gateway");

    private record Token() {}

    private record Session() {}

    private static Fixtures fixtures() {
        Fixtures fixtures = new Fixtures(Deadline.in(Duration.ofMinutes(1)));
        return fixtures.offer(Token.class, AUTH.value(), Token::new).offer(Session.class, GATEWAY.value(), () -> {
            fixtures.need(Token.class, GATEWAY.value());
            return new Session();
        });
    }

    private static Duration waited(Supplier<?> asking) {
        Fixtures.beginToWait();
        asking.get();
        return Fixtures.waited();
    }

    @Test
    void whatACheckMakesItselfIsItsOwnWork() {
        try (Fixtures fixtures = fixtures()) {
            assertThat(waited(() -> fixtures.get(Token.class, AUTH))).isZero();
        }
    }

    @Test
    void whatBelongsToAnotherCheckIsWaitedFor() {
        try (Fixtures fixtures = fixtures()) {
            assertThat(waited(() -> fixtures.get(Token.class, FRIEND))).isPositive();
        }
    }

    @Test
    void whatIsNeededToMakeItsOwnIsWaitedForToo() {
        try (Fixtures fixtures = fixtures()) {
            assertThat(waited(() -> fixtures.get(Session.class, GATEWAY))).isPositive();
        }
    }
}
