package openim.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import openim.verify.history.PlaceComparison.Sight;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;

class PlaceComparisonTest {

    private static final int MOST = 30;

    private static Place place(String name, PastRun... runs) {
        return new Place(name, List.of(runs));
    }

    @Test
    void whatIsRedFromOnePlaceAloneIsDisputed() {
        PlaceComparison seen = PlaceComparison.of(
                List.of(
                        place("office", Nights.good(0, 20), Nights.red(1), Nights.red(2)),
                        place("eu-west", Nights.good(0, 20), Nights.good(1, 20), Nights.red(2))),
                MOST);

        assertThat(seen.each()).isEqualTo(Duration.ofDays(1));
        assertThat(seen.spans()).extracting(PlaceComparison.Span::isDisputed).containsExactly(false, true, false);
        assertThat(seen.spans().get(1).sights())
                .containsExactly(entry("office", Sight.RED), entry("eu-west", Sight.GREEN));
        assertThat(seen.spans().get(1).red().get("office")).containsExactly(new CheckId("message.pushed"));
        assertThat(seen.spans().get(2).saw(Sight.RED)).containsExactly("office", "eu-west");
    }

    @Test
    void ofTwoLooksTheSecondOneCounts() {
        PlaceComparison seen = PlaceComparison.of(
                List.of(
                        place(
                                "office",
                                Nights.from("office", Nights.red(0), 1, 0),
                                Nights.from("office", Nights.good(0, 20), 2, 1)),
                        place(
                                "eu-west",
                                Nights.from("eu-west", Nights.red(0), 1, 0),
                                Nights.from("eu-west", Nights.red(0), 2, 1))),
                MOST);

        assertThat(seen.spans())
                .singleElement()
                .satisfies(span -> assertThat(span.sights())
                        .containsExactly(entry("office", Sight.GREEN), entry("eu-west", Sight.RED)));
    }

    @Test
    void aPlaceThatDidNotLookSaysNothing() {
        PlaceComparison seen = PlaceComparison.of(
                List.of(
                        place("office", Nights.good(0, 20), Nights.red(1), Nights.unknown(2)),
                        place("eu-west", Nights.good(0, 20))),
                MOST);

        assertThat(seen.spans().get(1).sights())
                .containsExactly(entry("office", Sight.RED), entry("eu-west", Sight.NONE));
        assertThat(seen.spans().get(1).isDisputed()).isFalse();
        assertThat(seen.spans().get(2).saw(Sight.UNKNOWN)).containsExactly("office");
    }

    @Test
    void aSpanIsAsLongAsTheSlowestPlaceNeeds() {
        PastRun[] minutes = new PastRun[20];
        PastRun[] quarters = new PastRun[3];
        for (int at = 0; at < minutes.length; at++) {
            minutes[at] = Nights.from("office", Nights.good(0, 20), 1, at);
        }
        for (int at = 0; at < quarters.length; at++) {
            quarters[at] = Nights.from("eu-west", Nights.good(0, 20), 1, 10 * at);
        }

        assertThat(PlaceComparison.of(List.of(place("office", minutes)), MOST).each())
                .isEqualTo(Duration.ofMinutes(1));
        PlaceComparison both = PlaceComparison.of(List.of(place("office", minutes), place("eu-west", quarters)), MOST);
        assertThat(both.each()).isEqualTo(Duration.ofMinutes(15));
        assertThat(both.spans()).hasSize(2);
        assertThat(PlaceComparison.of(List.of(place("office", minutes)), 5).spans())
                .hasSize(5);
    }
}
