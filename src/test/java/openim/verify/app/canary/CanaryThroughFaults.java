package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import openim.verify.app.Outage;
import openim.verify.app.Rehearsed;
import openim.verify.await.Deadline;
import openim.verify.canary.Alert.Kind;
import openim.verify.canary.Round;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.State;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** One canary, without a restart, while each part in turn breaks and comes back: what the tests of it have in common. */
@Tag("matrix")
abstract class CanaryThroughFaults {

    /** A fault is seen, and its end is seen, within so many intervals, as the README's canary has them. */
    private static final int INTERVALS = 2;

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    @TempDir
    static Path reports;

    private static RehearsalDeployment deployment;
    private static Watched canary;

    @BeforeAll
    static void begin() {
        deployment = RehearsalDeployment.start();
        canary = Watched.with(Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .settings());
        canary.round(Round.MESSAGES);
    }

    @AfterEach
    void mend() {
        deployment.mend();
    }

    @AfterAll
    static void noLossIsInvented() {
        List<JudgedMessage> accused = canary.judged().stream()
                .filter(one -> one.state() == State.LOST || one.state() == State.CORRUPTED)
                .toList();
        deployment.close();
        assertThat(accused).isEmpty();
    }

    static void isSeenAndItsEndIsSeenAndNothingElseIs(Outage outage) {
        int before = canary.alerts().size();
        canary.round(Round.MESSAGES);
        assertThat(canary.alerts()).as("no false alarm between").hasSize(before);

        RehearsalPart part = deployment.part(outage.part());
        if (outage.hung()) {
            part.hang();
        } else {
            part.kill();
        }
        within(before, Kind.RED);
        part.resume();
        part.start();
        within(before + 1, Kind.GREEN);
    }

    private static void within(int before, Kind kind) {
        // Rounds follow each other here without a pause, so that there are more of them in that time.
        Deadline deadline = Deadline.in(INTERVAL.multipliedBy(INTERVALS));
        for (int rounds = 0;
                canary.alerts().size() == before && !(rounds >= INTERVALS && deadline.isOver());
                rounds++) {
            canary.round(Round.MESSAGES);
        }
        assertThat(canary.told().subList(before, canary.told().size()))
                .as("%s, faults of our own: %s", canary.standing(), canary.faults())
                .containsExactly(kind);
    }
}
