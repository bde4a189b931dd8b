package openim.verify.recovery.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import openim.verify.disk.Private;

/** All journals of one deployment, a file each in its directory of recoveries. */
public final class Journals {

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
                    text.lines().map(EntryJson::read).flatMap(Optional::stream).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read", e);
        }
    }
}
