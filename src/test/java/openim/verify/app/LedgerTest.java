package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.app.run.Drill;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.StateCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow on the rehearsal, settled. */
class LedgerTest {

    private static final int RECEIVERS = 8;

    private static final FlowPlan PLAN = new FlowPlan(10, 1, RECEIVERS, Duration.ofSeconds(5), false);

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private Drill drill;

    @BeforeEach
    void begin() {
        rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.run", "300s")
                .with("openim.deadline.call", "60s")
                .with("openim.deadline.push", "60s");
        drill = new Drill(rehearsed);
    }

    @AfterEach
    void mend() {
        Rehearsed.shared().mend();
    }

    @Test
    void withoutAFaultEveryMessageIsDeliveredOnceAndCountedAlikeByOthers() {
        drill.flow(PLAN, flow -> Drill.awaitSent(flow, 40));

        var settled = rehearsed.ledger();

        assertThat(settled.run().exitStatus()).as(settled.output()).isZero();
        List<JudgedMessage> judged = drill.judged();
        assertThat(judged).hasSizeGreaterThanOrEqualTo(30).allMatch(one -> one.state() == State.DELIVERED);
        Set<String> ids = ids(judged);
        assertThat(Drill.ofThese(drill.recordsInKafka(), ids))
                .hasSize(ids.size())
                .allSatisfy((id, n) -> assertThat(n).isEqualTo(1));
        assertThat(Drill.ofThese(drill.documentsInMongo(), ids)).hasSize(ids.size());
        assertThat(settled.run().losses()).isEmpty();
    }

    @Test
    void deadRedisLosesMessagesAndTheLedgerNamesEachAsOthersCountThem() {
        var redis = rehearsed.deployment().part("redis");
        drill.flow(PLAN, flow -> {
            // The first message to somebody asks Redis: without it that one is refused, and after it they are taken and
            // lost.
            Drill.awaitAcknowledged(flow, 2 * RECEIVERS);
            redis.kill();
            Drill.awaitSent(flow, 20);
            drill.awaitTaken(8);
            redis.start();
            Drill.awaitSent(flow, 10);
        });

        var settled = rehearsed.ledger();

        assertThat(settled.run().exitStatus()).as(settled.output()).isEqualTo(1);
        assertThat(settled.red()).contains("ledger.kept");
        DrillCounts.hold(drill);
        long lost = StateCounts.of(drill.judged()).of(State.LOST);
        assertThat(lost).isPositive();
        assertThat(settled.run().losses())
                .filteredOn(loss -> loss.state().equals("lost"))
                .hasSize((int) lost)
                .allSatisfy(loss -> {
                    assertThat(loss.lastSeen()).startsWith("kafka, toRedis-");
                    assertThat(loss.cause()).contains("Redis was dead");
                });
    }

    private static Set<String> ids(List<JudgedMessage> judged) {
        return judged.stream().map(one -> one.story().entry().id().value()).collect(Collectors.toSet());
    }
}
