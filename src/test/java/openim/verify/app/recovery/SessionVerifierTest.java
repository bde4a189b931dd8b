package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suites;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

/** A recovery goes on whatever becomes of one of its looks. */
class SessionVerifierTest {

    private static final Run RUN = Run.judged(
            "one",
            Suites.SMOKE,
            new Subject("https://chat.example.com", "source", false),
            Instant.EPOCH,
            Duration.ZERO,
            List.of());

    private static final Supplier<Run> HANGS = () -> new CompletableFuture<Run>().join();

    @Test
    void aRunThatHangsCountsForWhatWasSeen() {
        assertThat(SessionVerifier.ended(HANGS, () -> Optional.of(RUN), soon())).isSameAs(RUN);
    }

    @Test
    void aRunThatHangsAndWasNeverJudgedProvesNothing() {
        assertThatThrownBy(() -> SessionVerifier.ended(HANGS, Optional::empty, soon()))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("hangs");
    }

    @Test
    void aRunThatEndsIsTakenAsItIsAndSoIsItsFailure() {
        CannotLook stopped = new CannotLook("stopped");

        assertThat(SessionVerifier.ended(() -> RUN, Optional::empty, Deadline.in(Duration.ofMinutes(1))))
                .isSameAs(RUN);
        assertThatThrownBy(() -> SessionVerifier.ended(
                        () -> {
                            throw stopped;
                        },
                        Optional::empty,
                        Deadline.in(Duration.ofMinutes(1))))
                .isSameAs(stopped);
    }

    @Test
    void whatIsToBeKnownOfARunThatIsNotHealthyIsToldOnce() {
        Run red = RUN.noting(List.of("this machine has too much to do", "openim-push was exchanged"));
        Set<String> told = new HashSet<>(Set.of("openim-push was exchanged"));

        assertThat(SessionVerifier.lines(red, told))
                .hasSize(2)
                .last()
                .isEqualTo("  note: this machine has too much to do");
        assertThat(SessionVerifier.lines(red, told)).hasSize(1);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofMillis(50));
    }
}
