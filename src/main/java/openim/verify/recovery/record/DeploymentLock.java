package openim.verify.recovery.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import openim.verify.lock.LockedFile;
import openim.verify.verdict.CannotLook;

/**
 * One harness at a time at a deployment.
 *
 * <p>The operating system holds the lock and lets it go with the process, so that one left behind by a kill -9 stops nobody; the
 * file says whose it is. It lies in the directory that is repaired, so that two people with reports of their own exclude each
 * other too.
 */
public final class DeploymentLock implements AutoCloseable {

    /** Its name in the directory. */
    public static final String NAME = ".openim-verify.lock";

    private final LockedFile file;
    private final Optional<Owner> leftBehind;

    private DeploymentLock(LockedFile file, Optional<Owner> leftBehind) {
        this.file = file;
        this.leftBehind = leftBehind;
    }

    /**
     * Who holds it, or held it until he died.
     *
     * @param pid his process
     * @param user as whom it runs
     * @param since when he took it
     */
    public record Owner(long pid, String user, Instant since) {

        static Owner self(Clock clock) {
            return new Owner(ProcessHandle.current().pid(), System.getProperty("user.name", "?"), clock.instant());
        }

        static Optional<Owner> read(String line) {
            String[] parts = line.strip().split(" ", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Owner(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2])))
                        : Optional.empty();
            } catch (NumberFormatException | DateTimeException torn) {
                return Optional.empty();
            }
        }

        String line() {
            return pid + " " + user.replace(' ', '_') + " " + since + "\n";
        }

        /** {@code pid 4711 of root, for 12 min}. */
        public String description(Instant now) {
            return "pid " + pid + " of " + user + ", for "
                    + Math.max(0, Duration.between(since, now).toMinutes()) + " min";
        }
    }

    /** What came of asking for it. */
    public sealed interface Attempt {

        /** It is ours. */
        record Taken(DeploymentLock lock) implements Attempt {}

        /**
         * Somebody else has it.
         *
         * @param owner who, if the file could be read
         */
        record Held(Optional<Owner> owner) implements Attempt {}
    }

    /**
     * The place that stands for a port of this machine: who repairs one server of a deployment, and who repairs the other, meet
     * here. It is the user's own, because both are the user whose processes those servers are.
     */
    public static Path ofPort(int port) {
        return Path.of(System.getProperty("user.home", "/"), ".cache", "openim-verify", "port-" + port);
    }

    /**
     * Asks for it; does not wait.
     *
     * @param directory that is to be repaired
     * @throws CannotLook if no lock can be kept there
     */
    public static Attempt attempt(Path directory, Clock clock) {
        Path file = directory.resolve(NAME);
        try {
            Optional<LockedFile> locked = LockedFile.attempt(file);
            if (locked.isEmpty()) {
                return new Attempt.Held(LockedFile.writtenByAnother(file)
                        .map(Owner::read)
                        .orElseGet(() -> Optional.of(Owner.self(clock))));
            }
            return new Attempt.Taken(taken(locked.get(), clock));
        } catch (IOException e) {
            throw new CannotLook("no lock can be kept in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static DeploymentLock taken(LockedFile file, Clock clock) throws IOException {
        try {
            DeploymentLock lock = new DeploymentLock(file, Owner.read(file.text()));
            file.write(Owner.self(clock).line());
            return lock;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Who had it and never gave it back: he died with it, and it was taken over. */
    public Optional<Owner> leftBehind() {
        return leftBehind;
    }

    /** Gives it back. The file stays, empty: to delete it would let two have it. */
    @Override
    public void close() {
        try (file) {
            file.write("");
        } catch (IOException ignored) {
            // Whoever has it next is told of us once more.
        }
    }
}
