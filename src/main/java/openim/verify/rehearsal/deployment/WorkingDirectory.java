package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.lock.LockedFile;

/**
 * A temporary directory with a locked file beside it, which tells others that somebody still works there.
 *
 * <p>The number of its process would not: what shares the directory need not share the numbers, as with two containers.
 */
final class WorkingDirectory implements AutoCloseable {

    private static final String PREFIX = "openim-rehearsal-";
    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 50;

    private final Path path;
    private final LockedFile lock;

    private WorkingDirectory(Path path, LockedFile lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new one; those of processes that are no more are removed first. */
    static WorkingDirectory create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static WorkingDirectory createIn(Path parent) {
        try {
            locksIn(parent).forEach(WorkingDirectory::sweep);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<WorkingDirectory> made = attemptIn(parent);
                if (made.isPresent()) {
                    return made.get();
                }
            }
            throw new IOException("others swept it each time, before it was locked");
        } catch (IOException e) {
            throw new UncheckedIOException("the rehearsal finds no place to work in " + parent, e);
        }
    }

    /** Empty if another one swept it before it was locked. */
    private static Optional<WorkingDirectory> attemptIn(Path parent) throws IOException {
        String prefix = PREFIX + ProcessHandle.current().pid() + "-";
        Path path = Files.createTempDirectory(parent, prefix).toRealPath();
        Optional<LockedFile> lock = LockedFile.attempt(path.resolveSibling(path.getFileName() + LOCK));
        if (lock.isPresent() && !Files.isDirectory(path)) {
            lock.get().delete();
            return Optional.empty();
        }
        return lock.map(held -> new WorkingDirectory(path, held));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (lock) {
            remove(path);
            lock.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed", e);
        }
    }

    private static List<Path> locksIn(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child ->
                            name(child).startsWith(PREFIX) && name(child).endsWith(LOCK))
                    .toList();
        }
    }

    /** One that cannot be removed yet is left to the next rehearsal, and is no reason not to start this one. */
    private static void sweep(Path file) {
        try {
            Optional<LockedFile> orphaned = LockedFile.attempt(file);
            if (orphaned.isEmpty()) {
                return;
            }
            try (LockedFile lock = orphaned.get()) {
                String name = name(file);
                Path directory = file.resolveSibling(name.substring(0, name.length() - LOCK.length()));
                StandIns.endThoseOf(directory);
                remove(directory);
                lock.delete();
            }
        } catch (IOException later) {
            return;
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody else removed it.
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
