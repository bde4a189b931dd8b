package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.target.Remembered.KeptFile;
import org.junit.jupiter.api.Test;

/** Which files of earlier runs must still read, and of what builds can be too weak for what was seen last. */
class RememberedTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Remembered nothing = Remembered.nothing("http://im.example:10002", false);

    private static KeptFile file(String name, int daysOld) {
        return new KeptFile(name, 7, "ab", daysAgo(daysOld));
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    /** After good runs so many days ago, each with a file. */
    private Remembered afterRuns(int... daysAgo) {
        Remembered known = nothing;
        for (int days : daysAgo) {
            known = known.withGoodRun(daysAgo(days), Map.of(), Optional.of(file("of " + days, days)));
        }
        return known;
    }

    private static List<String> names(List<KeptFile> files) {
        return files.stream().map(KeptFile::name).toList();
    }

    @Test
    void theFirstThreeFilesAreKept() {
        assertThat(names(afterRuns(4, 3, 2, 1).keptFiles())).containsExactly("of 4", "of 3", "of 2");
    }

    @Test
    void afterSomeDaysTheFileOfAGoodRunTakesThePlaceOfTheOldest() {
        Remembered old = afterRuns(14, 13, 11);

        assertThat(old.keepsMoreFiles(NOW)).isTrue();
        assertThat(names(old.withGoodRun(NOW, Map.of(), Optional.of(file("new", 0)))
                        .keptFiles()))
                .containsExactly("of 13", "of 11", "new");
    }

    @Test
    void aFileThatTheServerMayHaveRemovedByItselfNeedNotRead() {
        Remembered old = afterRuns(60, 44);

        assertThat(names(old.keptFiles())).containsExactly("of 60", "of 44");
        assertThat(names(old.readableFiles(NOW))).containsExactly("of 44");
        assertThat(old.keepsMoreFiles(NOW)).isTrue();
        assertThat(names(old.withGoodRun(NOW, Map.of(), Optional.empty()).keptFiles()))
                .as("and is forgotten by the next good run")
                .containsExactly("of 44");
    }

    @Test
    void aGoodRunWithoutAFileKeepsThoseThereAre() {
        assertThat(names(afterRuns(5)
                        .withGoodRun(NOW, Map.of(), Optional.empty())
                        .keptFiles()))
                .containsExactly("of 5");
    }

    @Test
    void whatWasGreenIsRememberedWithItsReleaseUntilItIsSeenOtherwise() {
        Remembered green = nothing.withKept(Map.of("message.refused", true, "session.kicked", true), "main");
        assertThat(green.kept()).isEqualTo(Map.of("message.refused", "main", "session.kicked", "main"));

        Remembered weak = green.withKept(Map.of("message.refused", false), "v3.8.2");
        assertThat(weak.kept())
                .as("what was not looked at stays")
                .isEqualTo(Map.of("message.refused", "", "session.kicked", "main"));

        assertThat(weak.withKept(Map.of("session.kicked", true), "v3.8.2").kept())
                .isEqualTo(Map.of("message.refused", "", "session.kicked", "v3.8.2"));
    }

    @Test
    void itOutlivesARunOfAnyKind() {
        Remembered green = nothing.withKept(Map.of("message.refused", true), "main");

        assertThat(green.withRun("run-2")
                        .withAccounts(List.of("a"))
                        .withFriends(List.of("a"))
                        .withGoodRun(NOW, Map.of(), Optional.empty())
                        .kept())
                .isEqualTo(green.kept());
    }
}
