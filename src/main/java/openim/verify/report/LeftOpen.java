package openim.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.disk.WholeFile;
import openim.verify.verdict.Observation;

/**
 * An earlier run whose process died before it had a verdict.
 *
 * @param directory where what it saw is
 * @param suite what was asked
 * @param startedAt when it began
 * @param checks how many checks it was to look at
 * @param seen what it had seen
 */
public record LeftOpen(Path directory, String suite, Instant startedAt, int checks, List<Observation> seen) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public LeftOpen {
        seen = List.copyOf(seen);
    }

    /**
     * The runs that were left open and that nobody was told of yet, oldest first.
     *
     * <p>Runs that are going on, in this process or another, are none. A directory that cannot be read is passed over: an
     * old run's remains must not stop a new one.
     */
    public static List<LeftOpen> in(Path reports) {
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(reports)) {
            return entries.filter(entry -> !Files.isSymbolicLink(entry))
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(LeftOpen::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Optional<LeftOpen> read(Path directory) {
        Path file = directory.resolve(RunDirectory.RUN);
        if (!Files.isRegularFile(file) || Files.exists(directory.resolve(VerdictFile.NAME))) {
            return Optional.empty();
        }
        try {
            JsonNode run = RedactedJson.MAPPER.readTree(file.toFile());
            if (run.has("endedAt") || run.has("toldAt") || RunJson.ownerLives(run)) {
                return Optional.empty();
            }
            return Optional.of(new LeftOpen(
                    directory,
                    run.path("suite").asText(),
                    Instant.parse(run.path("startedAt").asText()),
                    run.path("checks").asInt(),
                    RunDirectory.read(directory)));
        } catch (IOException | UncheckedIOException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** "run X of 2026-11-24 12:03Z was left open after 14 of 32 checks; what it saw is in reports/X". */
    public String sentence() {
        long looked = seen.stream().map(Observation::check).distinct().count();
        return "run " + directory.getFileName() + " of " + MINUTE.format(startedAt) + " was left open after " + looked
                + " of " + checks + " checks; what it saw is in " + directory;
    }

    /** Notes in its directory that a person was told, so that only one run says it. */
    public void told(Instant at) {
        Path file = directory.resolve(RunDirectory.RUN);
        try {
            if (RedactedJson.MAPPER.readTree(file.toFile()) instanceof ObjectNode run) {
                WholeFile.write(file, run.put("toldAt", at.toString()).toPrettyString() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note in " + file + " that it was told", e);
        }
    }
}
