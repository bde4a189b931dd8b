package openim.verify.recovery.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
            out.write((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
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

    /** All journals of one deployment, a file each in its directory of recoveries. */
    public static final class Journals {

        private static final DateTimeFormatter NAME =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

        private static final String SUFFIX = ".journal.jsonl";

        private final Path directory;
        private final Clock clock;

        /** In that directory, which is created when the first one begins. */
        public Journals(Path directory, Clock clock) {
            this.directory = directory;
            this.clock = clock;
        }

        /**
         * Begins a new one.
         *
         * @param redact takes secrets out of a text
         */
        public Journal begin(UnaryOperator<String> redact) {
            try {
                Private.directories(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep journals in " + directory, e);
            }
            String name =
                    NAME.format(clock.instant()) + "-" + ProcessHandle.current().pid();
            return new Journal(directory.resolve(name + SUFFIX), clock, redact);
        }

        /** The last one that began, if there is any. */
        public Optional<PastRecovery> last() {
            List<PastRecovery> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        }

        /**
         * Those that never came to their end, and that nobody has seen to since, the oldest first: those that had begun to change
         * something, whatever was run after them, and of the others the last one.
         */
        public List<PastRecovery> left() {
            List<PastRecovery> all = all();
            return all.stream()
                    .filter(PastRecovery::wasStopped)
                    .filter(past -> past.touchedAnything() || past.equals(all.get(all.size() - 1)))
                    .filter(past -> all.stream().noneMatch(later -> later.sawTo(past)))
                    .toList();
        }

        /** All that can be read, the oldest first; a line that a dying process left half written is passed over. */
        public List<PastRecovery> all() {
            if (!Files.isDirectory(directory)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                        .sorted()
                        .map(Journals::read)
                        .filter(past -> !past.entries().isEmpty())
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("the journals in " + directory + " cannot be read", e);
            }
        }

        private static PastRecovery read(Path file) {
            try {
                // Not readAllLines: a torn line may end in half a character.
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                return new PastRecovery(
                        file,
                        text.lines()
                                .map(JournalEntry::read)
                                .flatMap(Optional::stream)
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException("the journal " + file + " cannot be read", e);
            }
        }
    }
}
