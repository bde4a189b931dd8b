package openim.verify.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openim.verify.history.Gap;
import openim.verify.history.Nights;
import openim.verify.history.PastRun;
import org.junit.jupiter.api.Test;

class HistoryTableTest {

    private static List<PastRun> nights() {
        List<PastRun> runs = new ArrayList<>();
        for (int night = 0; night < 6; night++) {
            runs.add(0, night == 4 ? Nights.red(night) : Nights.good(night, night == 5 ? 160 : 20));
        }
        return runs;
    }

    @Test
    void eachRunIsALineAndEachStepASparkline() {
        Printed printed = new Printed(80);

        new HistoryTable(printed.terminal())
                .print(nights(), List.of(new Gap(Instant.parse("2026-11-01T02:00:00Z"), "run x is not known to it")));

        assertThat(printed.text())
                .contains("2026-11-01 03:00  ok       full     81 s  20/40/60")
                .contains("2026-11-05 03:00  RED      full     81 s  -             1 lost message.pushed")
                .contains("push         ▂▂▂▂ █  40 ms to 320 ms")
                .contains("5 of 6 healthy")
                .contains("gap of 2026-11-01 02:00: run x is not known to it");
        assertThat(printed.text().lines()).allMatch(line -> line.length() <= 80);
    }
}
