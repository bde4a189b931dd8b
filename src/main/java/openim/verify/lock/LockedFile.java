package openim.verify.lock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import openim.verify.disk.Private;

/**
 * A file that is locked until it is closed, or until this process ends in whatever way; what is written in it stays.
 *
 * <p>POSIX takes a process's lock on a file away as soon as the process closes any descriptor of that file. So one that is ours
 * is never opened a second time, and a second attempt is refused without a look at it.
 */
public final class LockedFile implements AutoCloseable {

    /** A line or two; a file that grew is somebody else's. */
    private static final int TEXT_AT_MOST = 1000;

    /** Guarded by the class. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private LockedFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks it, and makes it and its directory, for their owner alone, where they are not; does not wait.
     *
     * @return empty if somebody has it, this process included
     * @throws IOException if it cannot be written, or nothing can be locked there
     */
    public static synchronized Optional<LockedFile> attempt(Path file) throws IOException {
        Private.directories(directory(file));
        Path real = real(file);
        if (OURS.contains(real)) {
            return Optional.empty();
        }
        FileChannel channel = Private.channel(real);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            return Optional.empty();
        }
        OURS.add(real);
        return Optional.of(new LockedFile(real, channel));
    }

    /**
     * What another process wrote in it.
     *
     * @return empty if it is ours
     */
    public static synchronized Optional<String> writtenByAnother(Path file) throws IOException {
        Path real = real(file);
        if (OURS.contains(real)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(real)) {
            return Optional.of(text(in));
        }
    }

    private static Path directory(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new IllegalArgumentException(file + " is not in a directory"));
    }

    /** One name for it, however it is reached. */
    private static Path real(Path file) throws IOException {
        return directory(file).toRealPath().resolve(file.getFileName());
    }

    /** What is in it: written by whoever had it before, or by {@link #write}. */
    public String text() throws IOException {
        channel.position(0);
        return text(Channels.newInputStream(channel));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(TEXT_AT_MOST), StandardCharsets.UTF_8);
    }

    /** Puts this in the place of what was in it, for good. */
    public void write(String text) throws IOException {
        channel.truncate(0);
        channel.position(0);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** Deletes it, and lets it go. Only for a file that nobody waits for: who has it open still could lock what is deleted. */
    public void delete() throws IOException {
        try (this) {
            Files.deleteIfExists(file);
        }
    }

    /** Lets it go; the file stays. */
    @Override
    public void close() {
        synchronized (LockedFile.class) {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } catch (IOException ignored) {
                // The lock ends with the process at the latest.
            }
            OURS.remove(file);
        }
    }
}
