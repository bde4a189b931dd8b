package openim.verify.canary.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import openim.verify.verdict.CannotLook;

/**
 * A file of metrics that node-exporter reads: seen whole or not at all, and by everybody on the machine.
 *
 * @param file its name ends in {@code .prom}, or node-exporter passes it over
 */
public record Textfile(Path file) {

    /**
     * Writes it.
     *
     * @throws CannotLook if it cannot be written
     */
    public void write(String metrics) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            // Without the ending: a half of it must not be taken for a file of metrics.
            Path draft = Files.createTempFile(directory, "openim-verify", ".tmp");
            try {
                Files.writeString(draft, metrics);
                if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new CannotLook("the metrics cannot be written to " + file + ": " + failed.getMessage(), failed);
        }
    }
}
