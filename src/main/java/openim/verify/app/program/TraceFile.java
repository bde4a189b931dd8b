package openim.verify.app.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.disk.Private;
import openim.verify.report.Redactor;

/** The file with the trace of a fault of ours, for whoever mends the program; only its owner may read it. */
final class TraceFile {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TraceFile() {}

    /**
     * Keeps it.
     *
     * @param reports where, if it is there and can be written; else where this machine has temporary files
     * @return the file; empty if there is none
     */
    static Optional<Path> keep(Throwable thrown, Redactor redactor, Optional<Path> reports) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        String text = redactor.redact(trace.toString());
        Path elsewhere = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        return Stream.concat(reports.filter(Files::isDirectory).stream(), Stream.of(elsewhere))
                .flatMap(directory -> written(text, directory).stream())
                .findFirst();
    }

    private static Optional<Path> written(String text, Path directory) {
        try {
            Path file = Files.createTempFile(directory, "fault-" + SECOND.format(Instant.now()) + "-", ".txt");
            try {
                Private.write(file, text);
                return Optional.of(file);
            } catch (IOException full) {
                Files.deleteIfExists(file);
                throw full;
            }
        } catch (IOException | RuntimeException elsewhere) {
            return Optional.empty();
        }
    }
}
