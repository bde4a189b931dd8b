package openim.verify.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/** Writes files of their owner's alone that are never seen half written: to a name of its own, to the disk, then renamed. */
public final class WholeFile {

    private static final AtomicLong COUNTER = new AtomicLong();

    private WholeFile() {}

    /** Replaces the file. Holds no lock: a thread that hangs in here keeps no other one from writing. */
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
}
