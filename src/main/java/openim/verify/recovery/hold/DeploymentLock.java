package openim.verify.recovery.hold;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /**
     * The files locked by this process. Opening one of them again, and closing it, would let the lock go.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final RandomAccessFile open;
    private final Optional<Owner> leftBehind;

    private DeploymentLock(Path file, RandomAccessFile open, Optional<Owner> leftBehind) {
        this.file = file;
        this.open = open;
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
     * Asks for it; does not wait.
     *
     * @param directory that is to be repaired
     * @throws CannotLook if no lock can be kept there
     */
    public static Attempt attempt(Path directory, Clock clock) {
        Path file = directory.toAbsolutePath().normalize().resolve(NAME);
        if (!OURS.add(file)) {
            return new Attempt.Held(Optional.of(Owner.self(clock)));
        }
        boolean taken = false;
        try {
            Files.createDirectories(directory);
            RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
            Optional<FileLock> lock = Optional.ofNullable(open.getChannel().tryLock());
            Optional<Owner> owner = owner(open);
            if (lock.isEmpty()) {
                open.close();
                return new Attempt.Held(owner);
            }
            write(open, Owner.self(clock).line());
            taken = true;
            return new Attempt.Taken(new DeploymentLock(file, open, owner));
        } catch (IOException e) {
            throw new CannotLook("no lock can be kept in " + directory + ": " + e.getMessage(), e);
        } finally {
            if (!taken) {
                OURS.remove(file);
            }
        }
    }

    private static Optional<Owner> owner(RandomAccessFile open) throws IOException {
        byte[] written = new byte[(int) Math.min(open.length(), 1000)];
        open.seek(0);
        open.readFully(written);
        return Owner.read(new String(written, StandardCharsets.UTF_8));
    }

    private static void write(RandomAccessFile open, String text) throws IOException {
        open.setLength(0);
        open.write(text.getBytes(StandardCharsets.UTF_8));
        open.getFD().sync();
    }

    /** Who had it and never gave it back: he died with it, and it was taken over. */
    public Optional<Owner> leftBehind() {
        return leftBehind;
    }

    /** Gives it back. The file stays, empty: to delete it would let two have it. */
    @Override
    public void close() {
        try (open) {
            write(open, "");
        } catch (IOException ignored) {
            // The lock ends with the process at the latest.
        } finally {
            OURS.remove(file);
        }
    }
}
