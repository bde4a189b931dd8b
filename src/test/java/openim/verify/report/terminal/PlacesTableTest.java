package openim.verify.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import openim.verify.history.Nights;
import openim.verify.history.PastRun;
import openim.verify.history.Place;
import openim.verify.history.PlaceComparison;
import openim.verify.report.terminal.HistoryTable.PlacesTable;
import org.junit.jupiter.api.Test;

class PlacesTableTest {

    private static final Place OFFICE = new Place(
            "office", List.of(Nights.good(0, 20), Nights.red(1), Nights.red(2), Nights.red(3), Nights.unknown(4)));

    private static String printed(Place... places) {
        Printed printed = new Printed(80);
        new PlacesTable(printed.terminal()).print(PlaceComparison.of(List.of(places), 30));
        assertThat(printed.text().lines()).allMatch(line -> line.length() <= 80);
        return printed.text();
    }

    private static Place place(String name, PastRun... runs) {
        return new Place(name, List.of(runs));
    }

    @Test
    void itIsSaidWherePlacesDisagree() {
        String text = printed(OFFICE, place("eu-west", Nights.good(0, 20), Nights.good(1, 20), Nights.red(2)));

        assertThat(text)
                .contains("from (UTC)        office   eu-west")
                .contains("2026-11-01 00:00  ok       ok\n")
                .contains("2026-11-02 00:00  RED      ok\n"
                        + "    red from office only, green from eu-west (message.pushed)\n")
                .contains("2026-11-03 00:00  RED      RED      red everywhere (message.pushed)\n")
                .contains("2026-11-04 00:00  RED      -\n"
                        + "    red from office, nobody looked from eu-west (message.pushed)\n")
                .contains("2026-11-05 00:00  unknown  -        cannot be said from office\n")
                .contains("each line is a day; in 1 of 5 places disagree");
    }

    @Test
    void whoCannotSayIsNotTakenForGreen() {
        assertThat(printed(OFFICE, place("eu-west", Nights.good(0, 20), Nights.unknown(1))))
                .contains("red from office, cannot be said from eu-west (message.pushed)")
                .contains("nowhere do places disagree");
    }

    @Test
    void ofThreeTheTwoThatAreRedAreNamed() {
        assertThat(printed(
                        OFFICE,
                        place("eu-west", Nights.good(0, 20), Nights.red(1)),
                        place("us-east", Nights.good(0, 20), Nights.good(1, 20))))
                .contains("red from office and eu-west only, green from us-east (message.pushed)");
    }
}
