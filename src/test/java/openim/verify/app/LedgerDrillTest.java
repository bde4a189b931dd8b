package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import openim.verify.app.run.Drill;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.StateCounts;
import openim.verify.message.ledger.settlement.Tally;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flow across an outage of 15 s, as it was measured on a real deployment: 6 s before it, 25 s after it, five messages a second
 * to eight receivers. What came of it is left in {@code target/drills.txt}.
 */
@Tag("matrix")
class LedgerDrillTest {

    private static final Path TABLE = Path.of("target", "drills.txt");

    @TempDir
    Path reports;

    private Drill drill;

    @AfterEach
    void heal() {
        Rehearsed.shared().mend();
    }

    @Test
    void redisLosesWhatItWasAcknowledgedMeanwhile() throws IOException {
        StateCounts sums = across("redis");

        assertThat(sums.of(State.LOST)).as(sums.toString()).isPositive();
        assertThat(sums.acknowledged()).isEqualTo(sums.sent());
    }

    @Test
    void kafkaRefusesAndLosesNothing() throws IOException {
        StateCounts sums = across("kafka");

        assertThat(sums.refused()).as(sums.toString()).isPositive();
        assertThat(sums.of(State.LOST)).as(sums.toString()).isZero();
        // The one that was under way at the kill may be refused and be in Kafka all the same.
        assertThat(sums.of(State.REFUSED_YET_DELIVERED)).as(sums.toString()).isLessThanOrEqualTo(8);
    }

    @Test
    void mongoLeavesSomeNotStored() throws IOException {
        StateCounts sums = across("mongo");

        assertThat(sums.of(State.NOT_STORED)).as(sums.toString()).isPositive();
        assertThat(sums.of(State.LOST)).as(sums.toString()).isZero();
    }

    @Test
    void msgtransferIsOnlyLate() throws IOException {
        StateCounts sums = across("openim-msgtransfer");

        assertThat(sums.of(State.LATE)).as(sums.toString()).isPositive();
        assertThat(sums.of(State.LOST) + sums.of(State.NOT_STORED) + sums.of(State.NOT_PUSHED))
                .as(sums.toString())
                .isZero();
    }

    @Test
    void pushNeverPushesWhatCameMeanwhile() throws IOException {
        StateCounts sums = across("openim-push");

        assertThat(sums.of(State.NOT_PUSHED)).as(sums.toString()).isPositive();
        assertThat(sums.of(State.LOST) + sums.of(State.NOT_STORED))
                .as(sums.toString())
                .isZero();
    }

    @Test
    void theGatewayAnswersNobodyAndLosesNothing() throws IOException {
        StateCounts sums = across("openim-msggateway");

        assertThat(sums.unanswered()).as(sums.toString()).isPositive();
        assertThat(sums.of(State.LOST) + sums.of(State.NOT_STORED))
                .as(sums.toString())
                .isZero();
        assertThat(Tally.of(drill.book()).sessions().reconnects()).isPositive();
    }

    private StateCounts across(String name) throws IOException {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports).with("openim.deadline.run", "240s");
        drill = new Drill(rehearsed);
        RehearsalPart part = rehearsed.deployment().part(name);
        drill.flow(FlowPlan.standard(), flow -> {
            pause(6);
            part.kill();
            pause(15);
            part.start();
            pause(25);
        });
        var settled = rehearsed.ledger();
        DrillCounts.hold(drill);
        StateCounts sums = StateCounts.of(drill.judged());
        Files.writeString(
                TABLE,
                name + ": " + sums + "; " + Tally.of(drill.book()).sessions() + "; exit "
                        + settled.run().exitStatus() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return sums;
    }

    /** The drill's own time: how long each part of it lasts is what was measured. */
    private static void pause(int seconds) {
        Pause.until(Deadline.in(Duration.ofSeconds(seconds)));
    }
}
