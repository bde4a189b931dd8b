package openim.verify.lock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as a file has it: its number, and when it began, by which it is told from a later process that was given the same number.
 *
 * <p>The system reckons a beginning back from its clock, so that it moves a little whenever that is set: two seconds are no
 * difference.
 *
 * @param pid its number; one that nobody has where what was written cannot be read
 * @param startedAt when it began; empty if that was not written down
 */
public record ProcessMark(long pid, Optional<Instant> startedAt) {

    /** How far a clock is set at once on a machine that keeps time. */
    private static final Duration CLOCK_SET = Duration.ofSeconds(2);

    private static final long NOBODY = -1;

    /** This process. */
    public static ProcessMark self() {
        return of(ProcessHandle.current());
    }

    private static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant());
    }

    /**
     * What a file has of one.
     *
     * @param startedAt empty if it was not written down
     */
    public static ProcessMark read(long pid, String startedAt) {
        try {
            return new ProcessMark(
                    pid, startedAt.isBlank() ? Optional.empty() : Optional.of(Instant.parse(startedAt.strip())));
        } catch (DateTimeException unreadable) {
            return new ProcessMark(NOBODY, Optional.empty());
        }
    }

    /** What {@link #text} wrote; older files have the number alone. */
    public static ProcessMark read(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return words[0].matches("\\d{1,18}")
                ? read(Long.parseLong(words[0]), words.length > 1 ? words[1] : "")
                : new ProcessMark(NOBODY, Optional.empty());
    }

    /** For a file of its own. */
    public String text() {
        return (pid + " " + startedAtText()).strip() + "\n";
    }

    /** When it began, as {@link #read(long, String)} takes it. */
    public String startedAtText() {
        return startedAt.map(Instant::toString).orElse("");
    }

    /** Whether it is this process. */
    public boolean isThis() {
        ProcessMark self = self();
        return pid == self.pid && !isAnother(self);
    }

    /** Whether it still lives, or may: where nobody can tell when one of the two began, its things are left alone. */
    public boolean lives() {
        return handle().filter(there -> !isAnother(of(there))).isPresent();
    }

    /** It, if it is sure that it still lives: to be waited for, or ended. */
    public Optional<ProcessHandle> living() {
        return handle().filter(
                        there -> startedAt.isPresent() && of(there).startedAt().isPresent() && !isAnother(of(there)));
    }

    private Optional<ProcessHandle> handle() {
        return pid == NOBODY ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private boolean isAnother(ProcessMark there) {
        return startedAt
                .flatMap(noted -> there.startedAt.map(
                        began -> Duration.between(began, noted).abs().compareTo(CLOCK_SET) > 0))
                .orElse(false);
    }
}
