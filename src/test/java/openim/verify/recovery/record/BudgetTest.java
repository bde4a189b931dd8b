package openim.verify.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    Path directory;

    private Budget at(Duration later) {
        return new Budget(
                directory.resolve("attempts"), 2, Duration.ofMinutes(30), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    @Test
    void afterItsAttemptsAPartGetsNoMore() {
        Budget budget = at(Duration.ZERO);
        budget.spend("redis");
        budget.spend("redis");

        assertThat(budget.allows("redis")).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> budget.spend("redis"))
                .withMessageContaining("redis");
        assertThat(budget.allows("kafka")).isTrue();
    }

    @Test
    void anotherHarnessCountsTheAttemptsOfTheOneBefore() {
        at(Duration.ZERO).spend("redis");
        at(Duration.ofMinutes(5)).spend("redis");

        assertThat(at(Duration.ofMinutes(29)).allows("redis")).isFalse();
        assertThat(at(Duration.ofMinutes(31)).allows("redis")).isTrue();
        assertThat(at(Duration.ofMinutes(31)).made("redis")).isEqualTo(1);
    }

    @Test
    void anAttemptThatTouchedNothingDoesNotCount() {
        Budget budget = at(Duration.ZERO);
        budget.spend("redis");
        budget.spend("redis");
        budget.giveBack("redis");

        assertThat(budget.allows("redis")).isTrue();
        assertThat(at(Duration.ofMinutes(1)).made("redis")).isEqualTo(1);
        assertThat(at(Duration.ofMinutes(31)).made("redis")).isZero();
    }

    @Test
    void aLineThatWasTornByADeathIsPassedOver() throws Exception {
        at(Duration.ZERO).spend("redis");
        Files.writeString(directory.resolve("attempts"), "2026-11-2", StandardOpenOption.APPEND);

        assertThat(at(Duration.ZERO).made("redis")).isEqualTo(1);
    }
}
