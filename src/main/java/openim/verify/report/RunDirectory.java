package openim.verify.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import openim.verify.disk.Private;
import openim.verify.disk.WholeFile;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code reports/<run>/} of a run that is going on.
 *
 * <p>{@link #record} returns when the observation is on disk, so whoever prints it afterwards has shown nothing that a
 * kill -9 can take away. A directory that was neither {@link #ended} nor has a verdict.json was left open:
 * {@link LeftOpen#in} finds it. Safe for all threads.
 *
 * <p>Where nothing can be written, on a full or read-only disk, a run can look nevertheless: {@link #notKept} then says what is
 * lost, and whoever tells of the run says it too.
 */
public final class RunDirectory implements AutoCloseable {

    static final String OBSERVATIONS = "observations.jsonl";
    static final String RUN = "run.json";

    private final String id;
    private final Path path;
    private final ObjectNode about;
    private final Redactor redactor;
    private final @Nullable FileOutputStream observations;
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();

    private RunDirectory(Path path, ObjectNode about, Redactor redactor, @Nullable FileOutputStream observations) {
        this.id = path.getFileName().toString();
        this.path = path;
        this.about = about;
        this.redactor = redactor;
        this.observations = observations;
    }

    /**
     * Creates it, and lets {@code latest} point to it; where it cannot be written, one of which nothing is kept.
     *
     * @param reports the directory of all runs, created if missing
     */
    public static RunDirectory open(Path reports, Suite suite, Subject subject, Instant startedAt, Redactor redactor) {
        try {
            Private.directories(reports);
            Path path = create(reports, suite, startedAt);
            ObjectNode about = about(path, suite, subject, startedAt, redactor);
            WholeFile.write(path.resolve(RUN), RedactedJson.pretty(about, redactor));
            // Not a FileChannel: an interrupt of one thread that records would close it for all.
            FileOutputStream observations = Private.appending(path.resolve(OBSERVATIONS));
            RunDirectory directory = new RunDirectory(path, about, redactor, observations);
            directory.pointLatestHere();
            return directory;
        } catch (IOException failed) {
            Path nowhere = reports.resolve(RunId.next(suite, startedAt));
            RunDirectory none =
                    new RunDirectory(nowhere, about(nowhere, suite, subject, startedAt, redactor), redactor, null);
            none.loses("nothing of this run is kept: " + reports + " cannot be written", failed);
            return none;
        }
    }

    private static ObjectNode about(Path path, Suite suite, Subject subject, Instant startedAt, Redactor redactor) {
        return RunJson.started(path.getFileName().toString(), suite, redactor.redact(subject), startedAt);
    }

    private void pointLatestHere() {
        try {
            Latest.pointTo(path);
        } catch (IOException failed) {
            loses("latest does not lead to this run, which is in " + path, failed);
        }
    }

    private void loses(String what, IOException failed) {
        lost.compareAndSet(null, what + ": " + failed.getMessage());
    }

    /** What of the run is not kept and why, from the first failure to write on; empty as long as all is. */
    public Optional<String> notKept() {
        return Optional.ofNullable(lost.get());
    }

    /** Whether it is there at all, for more files. */
    public boolean isThere() {
        return observations != null;
    }

    private static Path create(Path reports, Suite suite, Instant startedAt) throws IOException {
        while (true) {
            try {
                return Private.directory(reports.resolve(RunId.next(suite, startedAt)));
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

    /** Appends what was seen, and has it on disk on return, unless {@link #notKept} says then that it is not. */
    public void record(Observation seen) {
        FileOutputStream file = observations;
        if (file == null) {
            return;
        }
        byte[] line = (RedactedJson.line(ObservationJson.write(redactor.redact(seen)), redactor) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (file) {
                file.write(line);
                file.getFD().sync();
            }
        } catch (IOException failed) {
            loses("from " + seen.check() + " on what this run saw is not kept in " + path, failed);
        }
    }

    /** What has been recorded in a run's directory, in the order in which it was seen, also while the run goes on. */
    public static List<Observation> read(Path runDirectory) {
        return RunJson.observations(runDirectory.resolve(OBSERVATIONS));
    }

    /**
     * Notes that the run came to its end, so that nobody takes it for one that was left open.
     *
     * @throws UncheckedIOException if that cannot be written
     */
    public void ended(Run run, Instant at) {
        ObjectNode end = about.deepCopy();
        end.put("endedAt", at.toString()).put("verdict", run.verdict().word());
        try {
            WholeFile.write(path.resolve(RUN), RedactedJson.pretty(end, redactor));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the end of the run in " + path, e);
        }
    }

    /** Closes the file; does not say that the run {@link #ended}. */
    @Override
    public void close() {
        FileOutputStream file = observations;
        if (file != null) {
            try {
                file.close();
            } catch (IOException failed) {
                loses("not all that this run saw is kept in " + path, failed);
            }
        }
    }

    /** Names of runs: the time in UTC, so that they sort; the suite; and four letters, so that two of one second differ. */
    static final class RunId {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
        private static final SecureRandom RANDOM = new SecureRandom();
        private static final int LETTERS = 4;

        private RunId() {}

        static String next(Suite suite, Instant startedAt) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < LETTERS; i++) {
                letters.append((char) ('a' + RANDOM.nextInt(26)));
            }
            return TIME.format(startedAt) + "-" + suite.name() + "-" + letters;
        }
    }

    /** {@code reports/latest}: a link to the newest run, or a text file with its name where there are no links. */
    static final class Latest {

        static final String NAME = "latest";

        /** Makes a symbolic link. */
        interface Linking {
            void link(Path link, Path target) throws IOException;
        }

        private Latest() {}

        static void pointTo(Path run) throws IOException {
            pointTo(run, Files::createSymbolicLink);
        }

        /** The same, with another way of making links. */
        static void pointTo(Path run, Linking linking) throws IOException {
            Path latest = run.resolveSibling(NAME);
            Path name = run.getFileName();
            Path draft = WholeFile.draftOf(latest);
            try {
                linking.link(draft, name);
                WholeFile.rename(draft, latest);
            } catch (UnsupportedOperationException | IOException noLinks) {
                Files.deleteIfExists(draft);
                WholeFile.write(latest, name + "\n");
            }
        }
    }
}
