package openim.verify.app;

import static openim.verify.message.ledger.Layer.KAFKA;
import static openim.verify.message.ledger.Layer.STORED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.Judged;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.Plan;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.Sums;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow on the rehearsal, settled. */
class LedgerTest {

    private static final Plan PLAN = new Plan(10, 1, 8, Duration.ofSeconds(30), false);

    @TempDir
    Path reports;

    private Rehearsed rehearsed;
    private Drill drill;

    @BeforeEach
    void begin() {
        rehearsed = Rehearsed.reportingTo(reports).with("openim.deadline.run", "120s");
        drill = new Drill(rehearsed);
    }

    @Test
    void withoutAFaultEveryMessageIsDeliveredOnceAndCountedAlikeByOthers() {
        drill.flow(PLAN, Duration.ofSeconds(4), () -> {});

        var settled = rehearsed.ledger();

        assertThat(settled.run().exitStatus()).as(settled.output()).isZero();
        List<Judged> judged = drill.judged();
        assertThat(judged).hasSizeGreaterThanOrEqualTo(30).allMatch(one -> one.state() == State.DELIVERED);
        Set<String> ids = ids(judged);
        assertThat(Drill.ofThese(drill.recordsInKafka(), ids)).hasSize(ids.size()).allSatisfy((id, n) -> assertThat(n)
                .isEqualTo(1));
        assertThat(Drill.ofThese(drill.documentsInMongo(), ids)).hasSize(ids.size());
        assertThat(settled.run().losses()).isEmpty();
    }

    @Test
    void deadRedisLosesMessagesAndTheLedgerNamesEachAsOthersCountThem() {
        var redis = rehearsed.deployment().part("redis");
        drill.flow(PLAN, Duration.ofSeconds(9), () -> {
            pause(Duration.ofSeconds(2));
            redis.kill();
            pause(Duration.ofSeconds(4));
            redis.start();
        });

        var settled = rehearsed.ledger();

        assertThat(settled.run().exitStatus()).as(settled.output()).isEqualTo(1);
        assertThat(settled.red()).contains("ledger.kept");
        DrillCounts.hold(drill);
        long lost = Sums.of(drill.judged()).of(State.LOST);
        assertThat(lost).isPositive();
        assertThat(settled.run().losses()).filteredOn(loss -> loss.state().equals("lost")).hasSize((int) lost).allSatisfy(
                loss -> {
                    assertThat(loss.lastSeen()).startsWith("kafka, toRedis-");
                    assertThat(loss.cause()).contains("Redis was dead");
                });
    }

    private static Set<String> ids(List<Judged> judged) {
        return judged.stream().map(one -> one.story().entry().id().value()).collect(Collectors.toSet());
    }

    /** The time between two faults of a drill; not a wait for anything. */
    static void pause(Duration time) {
        openim.verify.await.Pause.until(openim.verify.await.Deadline.in(time));
    }
}
