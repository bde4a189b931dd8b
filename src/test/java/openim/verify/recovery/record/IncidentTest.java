package openim.verify.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Path collected(Source... sources) {
        return new Incident(
                        directory,
                        List.of(sources),
                        text -> text.replace("token-1", "***"),
                        text -> text.contains("s3cret"),
                        CLOCK)
                .collected("mage start did not help, token-1");
    }

    @Test
    void everySourceIsAFileAndClean() {
        Path bundle = collected(new Source("journal.jsonl", () -> "it used token-1"));

        assertThat(bundle.getFileName()).hasToString("incident-20261124-030000");
        assertThat(bundle.resolve("why.txt")).hasContent("mage start did not help, ***\n");
        assertThat(bundle.resolve("journal.jsonl")).hasContent("it used ***");
    }

    @Test
    void whatStillHoldsASecretIsWithheld() {
        Path bundle = collected(new Source("settings.txt", () -> "password s3cret"));

        assertThat(bundle.resolve("settings.txt"))
                .content()
                .contains("withheld")
                .doesNotContain("s3cret");
    }

    @Test
    void aSourceThatFailsSaysSoAndTheOthersAreThere() {
        Path bundle = collected(
                new Source("containers.txt", () -> {
                    throw new IllegalStateException("no docker here");
                }),
                new Source("processes.txt", () -> "openim-api"));

        assertThat(bundle.resolve("containers.txt"))
                .content()
                .contains("could not be had")
                .contains("no docker here");
        assertThat(bundle.resolve("processes.txt")).hasContent("openim-api");
    }
}
