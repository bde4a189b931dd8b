package openim.verify.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import openim.verify.AnotherJvm;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.recovery.record.DeploymentLock.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DeploymentLockTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void oneHasItAndTheSecondIsToldWho() {
        try (DeploymentLock lock = taken()) {
            Attempt second = DeploymentLock.attempt(directory, CLOCK);

            assertThat(second).isInstanceOf(Attempt.Held.class);
            assertThat(((Attempt.Held) second).owner().orElseThrow().pid())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(lock.leftBehind()).isEmpty();
        }
    }

    @Test
    void afterItIsGivenBackTheNextOneHasItAndNobodyLeftItBehind() {
        taken().close();

        try (DeploymentLock next = taken()) {
            assertThat(next.leftBehind()).isEmpty();
        }
    }

    @Test
    void theOneOfADeadOwnerIsTakenOverAndSaidSo() throws Exception {
        Files.writeString(
                directory.resolve(DeploymentLock.NAME), "4711 operator " + NOW.minus(Duration.ofMinutes(12)) + "\n");

        try (DeploymentLock lock = taken()) {
            assertThat(lock.leftBehind().orElseThrow().description(NOW)).isEqualTo("pid 4711 of operator, for 12 min");
        }
    }

    @Test
    void anotherProcessHoldsItUntilItIsKilled() throws Exception {
        Process other = AnotherJvm.running(Holder.class, directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            Attempt attempt = DeploymentLock.attempt(directory, CLOCK);
            assertThat(attempt).isInstanceOf(Attempt.Held.class);
            assertThat(((Attempt.Held) attempt).owner().orElseThrow().pid()).isEqualTo(other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        Attempt after = Eventually.within(Deadline.in(Duration.ofSeconds(60)), "the lock")
                .sees(
                        () -> DeploymentLock.attempt(directory, CLOCK),
                        Expectation.of(
                                "is taken over",
                                seen -> seen instanceof Attempt.Taken
                                        ? Judgement.met("taken")
                                        : Judgement.notYet("held")));
        try (DeploymentLock lock = ((Attempt.Taken) after).lock()) {
            assertThat(lock.leftBehind().orElseThrow().pid()).isEqualTo(other.pid());
        }
    }

    private DeploymentLock taken() {
        Attempt attempt = DeploymentLock.attempt(directory, CLOCK);
        assertThat(attempt).isInstanceOf(Attempt.Taken.class);
        return ((Attempt.Taken) attempt).lock();
    }

    /** A harness of another process, until it is killed. */
    static final class Holder {

        public static void main(String[] arguments) throws Exception {
            Attempt attempt = DeploymentLock.attempt(Path.of(arguments[0]), Clock.systemUTC());
            System.out.println(attempt instanceof Attempt.Taken ? "held" : "not held");
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
