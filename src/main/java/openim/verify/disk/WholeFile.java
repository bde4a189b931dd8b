package openim.verify.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files that are never seen half written: to a name of its own, then renamed. All but one kind are their owner's alone. */
public final class WholeFile {

    private static final AtomicLong COUNTER = new AtomicLong();

    private WholeFile() {}

    /** Replaces the file, when all is on the disk. Holds no lock: a thread that hangs in here keeps no other one from writing. */
    public static void write(Path file, String text) throws IOException {
        Path draft = draftOf(file);
        try {
            // Not a FileChannel: an interrupt of this thread would close it half-way.
            try (FileOutputStream out = Private.writing(draft)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            rename(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A name beside the file that nobody else uses. */
    public static Path draftOf(Path file) {
        String unique =
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        return file.resolveSibling(unique);
    }

    /** Puts the draft in the place of the file; where the file system cannot do that at once, as nearly so as it can. */
    public static void rename(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Makes the one kind of file that everybody on this machine may read (0644, in directories of 0755), whatever the umask is: what
     * another user's program collects. No secret, no user id and no word of a server may be in it. Safe for all threads and processes.
     */
    public static final class ForOthers {

        private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");
        private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

        private ForOthers() {}

        /**
         * Puts a whole file in the place of the one that is there, or of none; whoever reads it sees the one or the other. A directory that
         * is missing is made, one that is there stays as somebody made it.
         */
        public static void replace(Path file, String text) throws IOException {
            Path directory = file.toAbsolutePath().getParent();
            if (directory == null) {
                throw new IOException(file + " is not in a directory");
            }
            directories(directory);
            // Without the ending of the file: a half of it must not be taken for one.
            Path draft = Files.createTempFile(directory, "openim-verify", ".tmp");
            try {
                Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
                open(draft, FILE);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        }

        private static void directories(Path directory) throws IOException {
            Deque<Path> missing = new ArrayDeque<>();
            for (Path each = directory; each != null && !Files.exists(each); each = each.getParent()) {
                missing.push(each);
            }
            Files.createDirectories(directory);
            for (Path made : missing) {
                open(made, DIRECTORY);
            }
        }

        /** Afterwards: what is asked for at the making of a file the umask narrows. */
        private static void open(Path path, Set<PosixFilePermission> rights) throws IOException {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, rights);
            }
        }
    }
}
