package openim.verify.rehearsal.service.message;

import java.time.Duration;
import java.time.Instant;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/** Refuses at once what has just failed several times, and tries again some seconds later. */
final class CircuitBreaker {

    private static final int FAILURES = 3;
    private static final Duration OPEN_FOR = Duration.ofSeconds(10);

    private int failures;
    private Instant closes = Instant.MIN;

    /** @throws RpcFailure if it is open */
    synchronized void mustBeClosed() {
        if (closes.isAfter(Instant.now())) {
            throw RpcFailure.internal("circuit breaker is open");
        }
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            closes = Instant.now().plus(OPEN_FOR);
        }
    }

    synchronized void succeeded() {
        failures = 0;
        closes = Instant.MIN;
    }
}
