package openim.verify.recovery.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import openim.verify.disk.Private;
import openim.verify.recovery.record.JournalEntry.Kind;

/**
 * The diary of a recovery that is going on.
 *
 * <p>{@link #note} returns when the line is on disk, so a step that is about to be run is known to the next run whatever becomes
 * of this one. Everything passes the redactor first. Safe for all threads.
 */
public final class Journal implements AutoCloseable {

    private final Path file;
    private final FileOutputStream out;
    private final Clock clock;
    private final UnaryOperator<String> redact;
    private final List<JournalEntry> entries = new ArrayList<>();

    /**
     * Begins one.
     *
     * @param file that is made anew
     * @param redact takes secrets out of a text
     * @throws UncheckedIOException if it cannot be written to: what cannot be written down is not to be done
     */
    Journal(Path file, Clock clock, UnaryOperator<String> redact) {
        this.file = file;
        this.clock = clock;
        this.redact = redact;
        try {
            // Not a FileChannel: an interrupt of one thread that notes would close it for all.
            this.out = Private.appending(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a journal in " + file, e);
        }
    }

    /** Notes what happens now, and has it on disk on return. */
    public JournalEntry note(Kind kind, String what, Map<String, String> facts) {
        return note(clock.instant(), kind, what, facts);
    }

    public JournalEntry note(Kind kind, String what) {
        return note(kind, what, Map.of());
    }

    /** Notes what was seen at another moment than now. */
    public synchronized JournalEntry note(Instant at, Kind kind, String what, Map<String, String> facts) {
        JournalEntry entry = new JournalEntry(at, kind, what, facts).redacted(redact);
        try {
            out.write((EntryJson.line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note in " + file + ": " + kind.word(), e);
        }
        entries.add(entry);
        return entry;
    }

    /** What has been noted. */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
