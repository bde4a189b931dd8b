package openim.verify.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/**
 * The directory {@code reports/<run>/} of a run that is going on.
 *
 * <p>{@link #record} returns when the observation is on disk, so whoever prints it afterwards has shown nothing that a
 * kill -9 can take away. A directory that was neither {@link #ended} nor has a verdict.json was left open:
 * {@link LeftOpen#in} finds it. Safe for all threads.
 */
public final class RunDirectory implements AutoCloseable {

    static final String OBSERVATIONS = "observations.jsonl";
    static final String RUN = "run.json";

    private final String id;
    private final Path path;
    private final ObjectNode about;
    private final Redactor redactor;
    private final FileOutputStream observations;

    private RunDirectory(String id, Path path, ObjectNode about, Redactor redactor) throws IOException {
        this.id = id;
        this.path = path;
        this.about = about;
        this.redactor = redactor;
        // Not a FileChannel: an interrupt of one thread that records would close it for all.
        this.observations = new FileOutputStream(path.resolve(OBSERVATIONS).toFile(), true);
    }

    /**
     * Creates it, and lets {@code latest} point to it.
     *
     * @param reports the directory of all runs, created if missing
     * @throws UncheckedIOException if that cannot be written to
     */
    public static RunDirectory open(Path reports, Suite suite, Subject subject, Instant startedAt, Redactor redactor) {
        try {
            Files.createDirectories(reports);
            Path path = create(reports, suite, startedAt);
            String id = path.getFileName().toString();
            ObjectNode about = RunJson.started(id, suite, redactor.redact(subject), startedAt);
            WholeFile.write(path.resolve(RUN), Json.pretty(about, redactor));
            RunDirectory directory = new RunDirectory(id, path, about, redactor);
            Latest.pointTo(path);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write reports to " + reports, e);
        }
    }

    private static Path create(Path reports, Suite suite, Instant startedAt) throws IOException {
        while (true) {
            try {
                return Files.createDirectory(reports.resolve(RunId.next(suite, startedAt)));
            } catch (FileAlreadyExistsException drawnTwice) {
                // Another run began in the same second and drew the same letters: draw again.
            }
        }
    }

    /** The run's name: sorts by time. */
    public String id() {
        return id;
    }

    public Path path() {
        return path;
    }

    /**
     * Appends what was seen, and has it on disk on return.
     *
     * @throws UncheckedIOException if it cannot be written: what is not on disk must not be printed as seen
     */
    public void record(Observation seen) {
        byte[] line = (Json.line(ObservationJson.write(redactor.redact(seen)), redactor) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (observations) {
                observations.write(line);
                observations.getFD().sync();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record " + seen.check() + " in " + path, e);
        }
    }

    /** What has been recorded in a run's directory, in the order in which it was seen, also while the run goes on. */
    public static List<Observation> read(Path runDirectory) {
        return RunJson.observations(runDirectory.resolve(OBSERVATIONS));
    }

    /** Notes that the run came to its end, so that nobody takes it for one that was left open. */
    public void ended(Run run, Instant at) {
        ObjectNode end = about.deepCopy();
        end.put("endedAt", at.toString()).put("verdict", run.verdict().word());
        try {
            WholeFile.write(path.resolve(RUN), Json.pretty(end, redactor));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the end of the run in " + path, e);
        }
    }

    /** Closes the file; does not say that the run {@link #ended}. */
    @Override
    public void close() {
        try {
            observations.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path.resolve(OBSERVATIONS), e);
        }
    }
}
