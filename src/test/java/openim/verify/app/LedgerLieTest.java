package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import openim.verify.app.run.Drill;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.message.ledger.settlement.StateCounts;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.Test;

/** A deployment that lies in one way after the other while a flow goes on: each of its lies turns one check of the ledger red. */
class LedgerLieTest extends MendedAfterwards {

    private static final FlowPlan PLAN = new FlowPlan(10, 1, 8, Duration.ofSeconds(20), false);

    private static final List<Lie> LIES =
            List.of(Lie.CORRUPTS, Lie.DELIVERS_TWICE, Lie.ACKNOWLEDGES_WITHOUT_DELIVERING, Lie.STORES_NOTHING);

    @Test
    void eachLieIsCaughtByNameAndNothingIsSaidWhileItCannotBeLooked() {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.call", "30s")
                .with("openim.deadline.push", "8s")
                .with("openim.deadline.quiet", "3s");
        Drill drill = new Drill(rehearsed);
        drill.flow(PLAN, flow -> {
            Drill.awaitSent(flow, 8);
            LIES.forEach(lie -> tell(lie, flow, drill));
            deployment.part("openim-push").kill();
            Drill.awaitAcknowledged(flow, 12);
        });
        deployment.part("openim-push").start();

        deployment.part("openim-api").kill();
        var blind = rehearsed.with("openim.deadline.run", "45s").ledger();
        assertThat(blind.output()).contains("cannot be settled yet");
        assertThat(blind.green()).as("nothing is proven without pulling").isEmpty();
        assertThat(blind.red()).as("nobody can say yet that anything is lost").doesNotContain("ledger.kept");
        deployment.part("openim-api").start();

        var settled = rehearsed.with("openim.deadline.run", "300s").ledger();

        assertThat(settled.red())
                .as(settled.output())
                .containsExactlyInAnyOrder(
                        "ledger.kept", "ledger.stored", "ledger.pushed", "ledger.once", "ledger.intact");
        StateCounts sums = StateCounts.of(drill.judged());
        assertThat(sums.of(State.OPEN)).as(sums.toString()).isZero();
        assertThat(settled.run().losses())
                .extracting(loss -> loss.state())
                .contains("lost", "not-stored", "not-pushed");
    }

    /** Until what was sent under it has gone through all the layers. */
    private void tell(Lie lie, Flow flow, Drill drill) {
        Drill.awaitAcknowledged(flow, 6);
        drill.awaitTakenAll();
        deployment.lies().tell(lie);
        Drill.awaitAcknowledged(flow, 8);
        drill.awaitTakenAll();
        deployment.lies().recant(lie);
    }
}
