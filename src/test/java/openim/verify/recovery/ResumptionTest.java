package openim.verify.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import openim.verify.await.Deadline;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.Recovery.Resumption;
import openim.verify.recovery.act.ToolCall;
import openim.verify.recovery.act.Tooling;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the run after a killed one does first. */
class ResumptionTest {

    private static final Instant STARTED = Instant.parse("2026-11-24T03:00:00Z");

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void aStartThatGoesOnIsAwaited() {
        resume(stopped(), OptionalInt.of(0));

        assertThat(said).anyMatch(line -> line.contains("in the middle of: restart OpenIMServer"));
        assertThat(done).containsExactly("looked for 4711", "awaited");
    }

    @Test
    void oneThatNeverEndsIsEndedAlone() {
        resume(stopped(), OptionalInt.empty());

        assertThat(done).containsExactly("looked for 4711", "awaited", "ended alone");
    }

    @Test
    void afterOneThatCameToItsEndThereIsNothingToDo() {
        try (Journal journal = journals().begin(text -> text)) {
            journal.note(Kind.STEP_BEGAN, "restart");
            journal.note(Kind.STARTED, "mage start", facts());
            journal.note(Kind.ENDED, "recovered");
        }
        resume(journals().last().orElseThrow(), OptionalInt.of(0));

        assertThat(said).isEmpty();
        assertThat(done).isEmpty();
    }

    private PastRecovery stopped() {
        try (Journal journal = journals().begin(text -> text)) {
            journal.note(Kind.STEP_BEGAN, "restart OpenIMServer as a whole");
            journal.note(Kind.STARTED, "mage start", facts());
        }
        return journals().last().orElseThrow();
    }

    private static Map<String, String> facts() {
        return Map.of("pid", "4711", "startedAt", STARTED.toString(), "directory", "/opt/open-im-server");
    }

    private Journals journals() {
        return new Journals(directory, Clock.systemUTC());
    }

    private void resume(PastRecovery past, OptionalInt end) {
        try (Journal journal = new Journals(directory.resolve("next"), Clock.systemUTC()).begin(text -> text)) {
            new Resumption(new OneLeft(end), journal, said::add).after(past, Duration.ofSeconds(1));
        }
    }

    private final class OneLeft implements Tooling {

        private final OptionalInt end;

        OneLeft(OptionalInt end) {
            this.end = end;
        }

        @Override
        public Running start(ToolCall call, Path output, ServiceEnvironment handedOn) {
            throw new AssertionError("nothing is started: " + call);
        }

        @Override
        public Optional<Running> left(long pid, Instant startedAt, Path of) {
            done.add("looked for " + pid);
            return startedAt.equals(STARTED) ? Optional.of(new Left()) : Optional.empty();
        }

        @Override
        public void kill(RunningProcess process, Path of) {
            throw new AssertionError("nothing is killed: " + process);
        }

        private final class Left implements Running {

            @Override
            public long pid() {
                return 4711;
            }

            @Override
            public Instant startedAt() {
                return STARTED;
            }

            @Override
            public OptionalInt await(Deadline deadline) {
                done.add("awaited");
                return end;
            }

            @Override
            public String written() {
                return "";
            }

            @Override
            public void endAlone() {
                done.add("ended alone");
            }
        }
    }
}
