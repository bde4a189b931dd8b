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

    private static final int ROUNDS = 3;

    @TempDir
    Path reports;

    @Test
    void staysGreenWhenItMaySearchNoMoreAndSettlesEachLedgerAtOnce() {
        Watched canary = Watched.with(Rehearsed.reportingTo(reports)
                .fromOutside()
                .with("openim.canary.searches", "1")
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
        assertThat(canary.metrics().text()).contains("openim_verify_searches_total{" + Watched.TARGET + "} 1.0");
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
