package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Predicate;
import openim.verify.app.Ledgers;
import openim.verify.app.MendedAfterwards;
import openim.verify.app.Rehearsed;
import openim.verify.app.Wiring;
import openim.verify.app.run.Drill;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.MessageTrace;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.recovery.Losses;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages that flow while the gate watches. */
@Timeout(600)
class LedgerTokensTest extends MendedAfterwards {

    @Test
    void whateverBecomesOfTheFlowIsCounted() {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports).with("openim.deadline.run", "60s");
        Drill drill = new Drill(rehearsed);
        LedgerTokens tokens = new LedgerTokens(Wiring.forSettings(rehearsed.settings()), true);
        Instant begun = Instant.now();
        try (var flow = tokens.follow()) {
            tell(Lie.CORRUPTS, drill);
            tell(Lie.DELIVERS_TWICE, drill);
            deployment.part("openim-rpc-msg").kill();
            awaitStories("is refused more", 3, LedgerTokensTest::isRefused, drill);
        }
        deployment.part("openim-rpc-msg").start();

        Losses seen = tokens.sentFrom(begun);

        assertThat(seen.broken()).as(seen.toString()).containsKeys("lost", "not stored", "not pushed");
        assertThat(seen.broken().get("corrupted")).as(seen.toString()).isPositive();
        assertThat(seen.broken().get("duplicated")).as(seen.toString()).isPositive();
        assertThat(seen.untaken()).isGreaterThanOrEqualTo(3);
        assertThat(tokens.sentFrom(Instant.now()).any()).isFalse();
    }

    private void tell(Lie lie, Drill drill) {
        deployment.lies().tell(lie);
        awaitStories("is taken more", 3, story -> story.acknowledged().isPresent(), drill);
        drill.awaitTakenAll();
        deployment.lies().recant(lie);
    }

    private static void awaitStories(String what, int more, Predicate<MessageTrace> wanted, Drill drill) {
        long before = count(wanted, drill);
        Drill.eventually("the flow", what, () -> count(wanted, drill) >= before + more);
    }

    private static long count(Predicate<MessageTrace> wanted, Drill drill) {
        return drill.book().stories().stream().filter(wanted).count();
    }

    private static boolean isRefused(MessageTrace story) {
        return story.attempts().stream().anyMatch(attempt -> attempt.outcome() == Attempt.Outcome.REFUSED);
    }

    @Test
    void watchesThatEndedSuddenlyDoNotUseUpTheAccounts() {
        var settings = Rehearsed.reportingTo(reports)
                .with("openim.pairs", "3")
                .with("openim.deadline.call", "12s")
                .with("openim.deadline.run", "60s")
                .settings();
        LedgerTokens tokens = new LedgerTokens(Wiring.forSettings(settings), true);
        tokens.follow().close();
        assertThat(Settlement.unsettled(Ledgers.file(settings))).hasSize(1);

        Instant begun = Instant.now();
        tokens.follow().close();

        assertThat(tokens.sentFrom(begun).any()).isFalse();
        assertThat(Settlement.unsettled(Ledgers.file(settings))).isEmpty();
    }
}
