package openim.verify.recovery.record;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.recovery.record.JournalEntry.Kind;

/**
 * A recovery of which the journal is left.
 *
 * @param file the journal
 * @param entries what it says, never empty
 */
public record PastRecovery(Path file, List<JournalEntry> entries) {

    /** The fact that names one which was stopped, in the journal of who saw to it. */
    public static final String STOPPED = "stopped";

    public PastRecovery {
        entries = List.copyOf(entries);
    }

    /** Whether it never came to its end. */
    public boolean wasStopped() {
        return entries.stream().noneMatch(entry -> entry.kind() == Kind.ENDED);
    }

    /** Whether it had begun to change anything. */
    boolean touchedAnything() {
        return last(Kind.STEP_BEGAN).isPresent();
    }

    /** Whether it saw to the end of that other one, which had been stopped. */
    boolean sawTo(PastRecovery other) {
        return entries.stream().anyMatch(entry -> entry.fact(STOPPED).equals(other.name()));
    }

    /** By which others mention it. */
    public String name() {
        return file.getFileName().toString();
    }

    /** The step in which it was stopped: begun, and neither judged nor passed over. */
    public Optional<JournalEntry> openStep() {
        return wasStopped() ? last(Kind.STEP_BEGAN).filter(step -> !isAfter(Kind.STEP_ENDED, step)) : Optional.empty();
    }

    /** The tool that the open step had started. */
    public Optional<JournalEntry> openTool() {
        return openStep()
                .flatMap(step -> last(Kind.STARTED).filter(tool -> entries.indexOf(tool) > entries.indexOf(step)));
    }

    private boolean isAfter(Kind kind, JournalEntry other) {
        return last(kind)
                .filter(entry -> entries.indexOf(entry) > entries.indexOf(other))
                .isPresent();
    }

    private Optional<JournalEntry> last(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).reduce((one, other) -> other);
    }

    public Instant beganAt() {
        return entries.get(0).at();
    }

    /** From its beginning to the opening of the gate; empty if that never came. */
    public Optional<Duration> tookToOpen() {
        return last(Kind.OPEN).map(open -> Duration.between(beganAt(), open.at()));
    }

    /** "the recovery of 2026-11-24T12:03:00Z was stopped in: mage start in ...", for a person. */
    public String whereItWas() {
        JournalEntry newest = entries.get(entries.size() - 1);
        String where =
                openStep().map(step -> "in the middle of: " + step.what()).orElseGet(() -> "after: " + newest.what());
        return "the recovery of " + beganAt() + " was stopped " + where + " (at " + newest.at() + "; " + file + ")";
    }
}
