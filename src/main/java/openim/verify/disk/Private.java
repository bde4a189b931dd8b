package openim.verify.disk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes directories (0700) and files (0600) that their owner alone can read, whatever the umask is. A directory that is there is
 * left as it is: somebody made it so. A file of ours that is there is closed to others before anything more is written.
 *
 * <p>Where the file system knows no such rights, nothing is narrowed. Safe for all threads and processes.
 */
public final class Private {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private Private() {}

    /** Makes a directory, and those above it that are missing. */
    public static Path directories(Path directory) throws IOException {
        return Files.createDirectories(directory, with(directory, DIRECTORY));
    }

    /** Makes the directory that a file is to lie in. */
    public static void directoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            directories(directory);
        }
    }

    /**
     * Makes one directory.
     *
     * @throws FileAlreadyExistsException if it is there
     */
    public static Path directory(Path directory) throws IOException {
        return Files.createDirectory(directory, with(directory, DIRECTORY));
    }

    /** Makes an empty file, unless it is there. */
    public static Path file(Path file) throws IOException {
        try {
            return Files.createFile(file, with(file, FILE));
        } catch (FileAlreadyExistsException there) {
            close(file);
            return file;
        }
    }

    /** Opens a file to read it and to write it anywhere, and makes it if it is not there: for locks, which only a channel has. */
    public static FileChannel channel(Path file) throws IOException {
        file(file);
        // Whoever had it may delete it meanwhile.
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                with(file, FILE));
    }

    /** Opens a file to go on at its end; not a channel, which an interrupt of one thread would close for all. */
    public static FileOutputStream appending(Path file) throws IOException {
        return new FileOutputStream(file(file).toFile(), true);
    }

    /** Opens a file to write it from its beginning; not a channel either. */
    public static FileOutputStream writing(Path file) throws IOException {
        return new FileOutputStream(file(file).toFile());
    }

    /** Writes a whole file. */
    public static void write(Path file, String text) throws IOException {
        try (FileOutputStream out = writing(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts a whole file in the place of the one that is there, or of none: whoever reads it sees the one or the other. */
    public static void replace(Path file, String text) throws IOException {
        directoryOf(file);
        WholeFile.write(file, text);
    }

    private static void close(Path file) throws IOException {
        if (isPosix(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            if (others.retainAll(FILE) && Files.isWritable(file) && isOurs(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        return Files.getOwner(file).getName().equals(System.getProperty("user.name"));
    }

    private static FileAttribute<?>[] with(Path path, Set<PosixFilePermission> rights) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
