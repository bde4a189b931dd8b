package openim.verify.recovery.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    Path directory;

    private Journals at(Duration later) {
        return new Journals(directory, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    @Test
    void everyLineIsOnDiskAndCleanWhenItWasNoted() throws Exception {
        try (Journal journal = at(Duration.ZERO).begin(text -> text.replace("s3cret", "***"))) {
            journal.note(Kind.RAN, "it said s3cret", Map.of("output", "password s3cret"));

            assertThat(Files.readString(journal.file()))
                    .endsWith("\n")
                    .contains("***")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void aRecoveryThatWasKilledInAStepIsShownWithWhatItHadStarted() throws Exception {
        Path file;
        try (Journal journal = at(Duration.ZERO).begin(text -> text)) {
            journal.note(Kind.BEGAN, "recover");
            journal.note(Kind.STEP_BEGAN, "restart OpenIMServer as a whole");
            journal.note(Kind.STARTED, "mage start in /opt", Map.of("pid", "4711"));
            file = journal.file();
        }
        Files.writeString(file, "{\"at\":\"2026-11-2", StandardOpenOption.APPEND);

        PastRecovery past = at(Duration.ofMinutes(1)).last().orElseThrow();

        assertThat(past.wasStopped()).isTrue();
        assertThat(past.openStep().orElseThrow().what()).isEqualTo("restart OpenIMServer as a whole");
        assertThat(past.openTool().orElseThrow().fact("pid")).isEqualTo("4711");
        assertThat(past.whereItWas()).contains("in the middle of: restart OpenIMServer as a whole");
    }

    @Test
    void aStepThatWasJudgedIsNotOpen() {
        try (Journal journal = at(Duration.ZERO).begin(text -> text)) {
            journal.note(Kind.STEP_BEGAN, "start Redis");
            journal.note(Kind.STARTED, "docker compose up", Map.of("pid", "4711"));
            journal.note(Kind.STEP_ENDED, "Redis answered");
        }

        PastRecovery past = at(Duration.ofMinutes(1)).last().orElseThrow();

        assertThat(past.wasStopped()).isTrue();
        assertThat(past.openStep()).isEmpty();
        assertThat(past.openTool()).isEmpty();
        assertThat(past.whereItWas()).contains("after: Redis answered");
    }

    @Test
    void theOneThatEndedTellsHowLongItTook() {
        try (Journal journal = at(Duration.ZERO).begin(text -> text)) {
            journal.note(NOW, Kind.BEGAN, "recover", Map.of());
            journal.note(NOW.plusSeconds(31), Kind.OPEN, "open", Map.of());
            journal.note(NOW.plusSeconds(31), Kind.ENDED, "recovered", Map.of());
        }

        PastRecovery past = at(Duration.ZERO).last().orElseThrow();

        assertThat(past.wasStopped()).isFalse();
        assertThat(past.tookToOpen()).contains(Duration.ofSeconds(31));
    }

    @Test
    void oneThatWasStoppedInAStepIsLeftWhateverWasRunAfterIt() {
        try (Journal killed = at(Duration.ZERO).begin(text -> text)) {
            killed.note(Kind.STEP_BEGAN, "restart OpenIMServer as a whole");
            killed.note(Kind.STARTED, "mage stop in /opt", Map.of("pid", "4711"));
        }
        try (Journal stoppedGate = at(Duration.ofMinutes(1)).begin(text -> text)) {
            stoppedGate.note(Kind.BEGAN, "gate");
        }
        try (Journal gate = at(Duration.ofMinutes(2)).begin(text -> text)) {
            gate.note(Kind.ENDED, "shut");
        }

        List<PastRecovery> left = at(Duration.ofMinutes(3)).left();

        assertThat(left)
                .singleElement()
                .satisfies(past -> assertThat(past.openTool()).isPresent());

        try (Journal seeingToIt = at(Duration.ofMinutes(3)).begin(text -> text)) {
            seeingToIt.note(
                    Kind.WAITING,
                    "it is awaited",
                    Map.of(PastRecovery.STOPPED, left.get(0).name()));
            seeingToIt.note(Kind.ENDED, "recovered");
        }
        assertThat(at(Duration.ofMinutes(4)).left()).isEmpty();
    }

    @Test
    void whereNoneWasNoneIsTheLast() {
        assertThat(at(Duration.ZERO).last()).isEmpty();
    }
}
