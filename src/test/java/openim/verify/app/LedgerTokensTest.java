package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import openim.verify.message.ledger.Settlement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages that flow while the gate watches. */
@Timeout(600)
class LedgerTokensTest {

    @TempDir
    Path reports;

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
