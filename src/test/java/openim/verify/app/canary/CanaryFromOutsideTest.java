package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import openim.verify.app.Rehearsed;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.suite.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A canary that knows where the doors are and the secret, and nothing else: no store, no Kafka. */
@Timeout(600)
class CanaryFromOutsideTest {

    /** As many as one look at what is stored may take, for on a busy machine a message is pushed before it is stored. */
    private static final int SEARCHES = 3;

    /** Each of the first ones searches at least once, the last one no more. */
    private static final int ROUNDS = SEARCHES + 1;

    @TempDir
    Path reports;

    @Test
    void staysGreenWhenItMaySearchNoMoreAndSettlesEachLedgerAtOnce() {
        Watched canary = Watched.with(Rehearsed.reportingTo(reports)
                .fromOutside()
                .with("openim.canary.searches", String.valueOf(SEARCHES))
                .settings());
        List<CanaryRound> looks = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            looks.add(canary.round(Round.MESSAGES).orElseThrow());
        }

        assertThat(canary.faults()).isEmpty();
        assertThat(canary.told()).isEmpty();
        assertThat(looks).allSatisfy(look -> {
            assertThat(look.second()).as("%s", look.verdict()).isEmpty();
            assertThat(look.verdict().isHealthy()).as("%s", look.verdict()).isTrue();
            assertThat(look.first()).as("a suite, and a ledger").hasSize(2);
        });
        assertThat(canary.metrics().text())
                .contains("openim_verify_searches_total{" + Watched.TARGET + "} " + SEARCHES + ".0");
        assertThat(verdict(looks.get(0).first().get(0), "message.stored")).isEqualTo("healthy");
        CanaryRound last = looks.get(ROUNDS - 1);
        assertThat(verdict(last.first().get(0), "message.stored")).isEqualTo("not-proven");
        assertThat(verdict(last.first().get(1), "ledger.stored")).isEqualTo("not-proven");
        assertThat(Settlement.unsettled(reports.resolve("canary")
                        .resolve("ledgers")
                        .resolve(CanaryPlaces.of(Rehearsed.reportingTo(reports).settings())
                                .ledger()
                                .getFileName())))
                .as("settled as far as it can be from outside")
                .isEmpty();
    }

    private static String verdict(Run run, String check) {
        return run.observations().stream()
                .filter(seen -> seen.check().value().equals(check))
                .map(seen -> seen.verdict().word())
                .findFirst()
                .orElseThrow();
    }
}
