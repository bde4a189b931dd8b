package openim.verify.recovery.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.disk.Private;

/**
 * How often the same thing may be tried in a while: a component that dies again and again needs a person.
 *
 * <p>Attempts are counted when they begin, on disk, so that a harness that is killed and started anew has not a new budget each
 * time. Used by one harness at a time: see {@link DeploymentLock}.
 */
public final class Budget {

    private final Path file;
    /** Before the name of a part at which an attempt that was noted touched nothing. */
    private static final String GIVEN_BACK = "given back: ";

    private final int attempts;
    private final Duration window;
    private final Clock clock;

    /**
     * @param file where attempts are noted, a line each
     * @param attempts how many are allowed
     * @param window in which
     */
    public Budget(Path file, int attempts, Duration window, Clock clock) {
        if (attempts < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(attempts + " attempts in " + window + " allow nothing");
        }
        this.file = file;
        this.attempts = attempts;
        this.window = window;
        this.clock = clock;
    }

    /** Whether another attempt at this part may begin. */
    public boolean allows(String part) {
        return made(part) < attempts;
    }

    /** How many attempts at this part began within the window up to now, those given back apart. */
    public int made(String part) {
        return Math.max(0, noted(part) - noted(GIVEN_BACK + part));
    }

    private int noted(String word) {
        Instant since = clock.instant().minus(window);
        return (int) lines().stream()
                .map(Attempt::read)
                .flatMap(Optional::stream)
                .filter(attempt -> attempt.part().equals(word) && attempt.at().isAfter(since))
                .count();
    }

    /**
     * Notes that one begins, and has it on disk on return.
     *
     * @throws IllegalStateException if it is not allowed
     */
    public void spend(String part) {
        if (!allows(part)) {
            throw new IllegalStateException(exhausted(part));
        }
        note(part);
    }

    /** One that was begun touched nothing: it does not count. */
    public void giveBack(String part) {
        note(GIVEN_BACK + part);
    }

    private void note(String part) {
        try {
            Private.directoryOf(file);
            try (FileOutputStream out = Private.appending(file)) {
                out.write((clock.instant() + " " + part + "\n").getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note an attempt in " + file, e);
        }
    }

    /** Why no more are allowed, as a sentence. */
    public String exhausted(String part) {
        return made(part) + " attempts at " + part + " began within " + window.toMinutes() + " min, and no more than "
                + attempts + " are allowed";
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the attempts in " + file + " cannot be read", e);
        }
    }

    private record Attempt(Instant at, String part) {

        static Optional<Attempt> read(String line) {
            int space = line.indexOf(' ');
            try {
                return space < 0
                        ? Optional.empty()
                        : Optional.of(new Attempt(Instant.parse(line.substring(0, space)), line.substring(space + 1)));
            } catch (DateTimeException torn) {
                return Optional.empty();
            }
        }
    }
}
