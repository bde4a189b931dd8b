package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.AnotherJvm;
import openim.verify.app.run.Drill;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.settlement.StateCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier that is killed with -9 in the middle of its flow. */
class LedgerKilledTest {

    @TempDir
    Path reports;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void mend() {
        started.forEach(Process::destroyForcibly);
        Rehearsed.shared().mend();
    }

    @Test
    void whatItSawIsThereAndNobodyIsAccusedOfWhatItDidNotWatch() throws Exception {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.run", "300s")
                .with("openim.deadline.call", "60s")
                .with("openim.deadline.push", "60s");
        Drill drill = new Drill(rehearsed);
        Process verifier = verifier(rehearsed.deployment().settings());
        Drill.eventually("the verifier", "has seen 15 pushes", () -> drill.hasBegun() && pushed(drill) >= 15);
        rehearsed.deployment().part("openim-push").kill();
        long before = sent(drill);
        Drill.eventually("the verifier", "sends 15 more", () -> sent(drill) >= before + 15);
        verifier.destroyForcibly().waitFor();
        rehearsed.deployment().part("openim-push").start();

        var settled = rehearsed.ledger();

        List<JudgedMessage> judged = drill.judged();
        assertThat(settled.run().exitStatus()).as(settled.output()).isZero();
        assertThat(judged).hasSizeGreaterThanOrEqualTo(30);
        StateCounts sums = StateCounts.of(judged);
        assertThat(sums.of(State.OPEN)).as(sums.toString()).isZero();
        assertThat(judged).as(sums.toString()).noneMatch(one -> one.state().accuses());
        assertThat(sums.of(State.DELIVERED_PUSH_NOT_OBSERVED))
                .as(sums.toString())
                .isPositive();
        assertThat(sums.of(State.DELIVERED)).as(sums.toString()).isGreaterThanOrEqualTo(15);
        assertThat(settled.output()).contains("nobody watched");
        DrillCounts.hold(drill);
    }

    private Process verifier(Map<String, String> settings) throws IOException {
        Process process = AnotherJvm.verifying(
                        settings,
                        "ledger",
                        "open",
                        "--rate",
                        "10",
                        "-s",
                        "openim.deadline.run=300s",
                        "-s",
                        "openim.deadline.call=60s",
                        "-s",
                        "openim.deadline.push=60s",
                        "-s",
                        "openim.reports=" + reports)
                .directory(reports.toFile())
                .redirectErrorStream(true)
                .redirectOutput(reports.resolve("verifier.txt").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static long pushed(Drill drill) {
        return drill.book().stories().stream()
                .filter(story -> story.sightings().stream().anyMatch(seen -> seen.layer() == Layer.PUSHED))
                .count();
    }

    private static long sent(Drill drill) {
        return drill.book().stories().size();
    }
}
