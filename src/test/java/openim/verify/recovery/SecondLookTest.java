package openim.verify.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.recovery.Verifier.SecondLook;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.suite.Run;
import openim.verify.suite.Suites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondLookTest {

    private final Scripted deployment = new Scripted();
    private final Scripted blind = new Scripted().blindTo("process.server", "probe.api");

    @TempDir
    Path directory;

    @Test
    void whatCouldNotBeSeenIsLookedAtOnceMore() {
        AtomicInteger looks = new AtomicInteger();
        Verifier blindAtFirst = suite -> (looks.getAndIncrement() == 0 ? blind : deployment).verify(suite);

        Run run = looked(blindAtFirst);

        assertThat(run.verdict().isHealthy()).isTrue();
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatCannotBeSeenTheSecondTimeEitherStaysUnseen() {
        Run run = looked(blind);

        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(blind.looks()).hasSize(2);
    }

    @Test
    void redIsBelievedAtOnceAndSoIsGreen() {
        looked(deployment);
        deployment.redNow("message.pushed");
        Run red = looked(deployment);

        assertThat(red.verdict().isUnhealthy()).isTrue();
        assertThat(deployment.looks()).hasSize(2);
    }

    private Run looked(Verifier verifier) {
        try (Journal journal = new Journals(directory, Clock.systemUTC()).begin(text -> text)) {
            Run run = new SecondLook(verifier, deployment, journal).verify(Suites.SMOKE);
            assertThat(journal.entries()).allMatch(entry -> entry.kind() == Kind.WAITING);
            return run;
        }
    }
}
