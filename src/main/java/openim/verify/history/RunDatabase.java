package openim.verify.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.disk.Private;
import openim.verify.disk.Sqlite;
import openim.verify.history.Rows.SchemaMigration;
import openim.verify.verdict.CannotLook;

/**
 * The runs that were made from here, in one file.
 *
 * <p>Bounded: of each deployment and suite the newest runs are kept. A run is added whole or not at all, also when the
 * process is killed. Several processes may have it open. Every method throws {@link CannotLook} if the file cannot be read or
 * written, which is no reason not to verify. Not for several threads at once.
 */
public final class RunDatabase implements AutoCloseable {

    private final RunDatabaseFile file;
    private final Path path;
    private final Connection connection;
    private final Rows rows;
    private final int most;

    private RunDatabase(RunDatabaseFile file, Path path, int most) {
        this.file = file;
        this.path = path;
        this.connection = file.connection();
        this.rows = new Rows(connection);
        this.most = most;
    }

    /**
     * Opens it, and makes it if it is not there. An unreadable file is set aside, and the gap is noted for each deployment
     * that is asked for.
     *
     * @param reports the directory of reports
     * @param most how many runs of each deployment and suite are kept
     */
    public static RunDatabase in(Path reports, int most) {
        return in(reports, most, Clock.systemUTC());
    }

    static RunDatabase in(Path reports, int most, Clock clock) {
        RunDatabaseFile file = RunDatabaseFile.open(file(reports), SchemaMigration.OF_TODAY);
        RunDatabase chronicle = new RunDatabase(file, file(reports), most);
        file.loss().ifPresent(words -> chronicle.note(EVERY_DEPLOYMENT, new Gap(clock.instant(), words)));
        return chronicle;
    }

    /**
     * One that somebody else keeps, as it is now: nothing of it is changed.
     *
     * @param runs its file
     * @throws CannotLook if it is none, or cannot be read
     */
    public static RunDatabase asKeptIn(Path runs) {
        return new RunDatabase(RunDatabaseFile.copyOf(runs, SchemaMigration.OF_TODAY), runs, Integer.MAX_VALUE);
    }

    /** Where the file is, whether it is there or not. */
    public static Path file(Path reports) {
        return reports.resolve("history").resolve("runs.db");
    }

    /** Among so many are good ones enough, unless there is nothing usual. */
    private static final int LOOKED_THROUGH = 30;

    private static final String EVERY_DEPLOYMENT = "*";

    /** Adds a run, in the place of one of its name, and forgets those that are over the bound. */
    public void add(PastRun run) {
        transaction(() -> {
            rows.delete(run.id());
            rows.insert(run);
            rows.forget(run.deployment(), run.suite(), most);
        });
    }

    /** Notes that runs before this moment are missing. The same words are noted once. */
    public void note(String deployment, Gap gap) {
        transaction(() -> rows.insert(deployment, gap));
    }

    /** Where the history of a deployment is not whole, the oldest first. */
    public List<Gap> gaps(String deployment) {
        return reading(() -> rows.gaps(deployment, EVERY_DEPLOYMENT));
    }

    /** The last runs of a suite against a deployment, the newest first. */
    public List<PastRun> last(String deployment, String suite, int number) {
        return reading(() -> rows.last(deployment, suite, number));
    }

    /**
     * The last good runs to compare with, the newest first, one of each hour: whoever looks each minute would else compare with
     * the last minutes, and what has been slow for half an hour would be usual. Where that gives too few, the last of all kinds.
     */
    public List<PastRun> usual(String deployment, String suite) {
        List<PastRun> hourly = reading(() -> rows.hourly(deployment, suite, Baseline.MOST));
        return hourly.size() < Baseline.FEWEST ? last(deployment, suite, LOOKED_THROUGH) : hourly;
    }

    /** The last runs of any suite against a deployment, the newest first. */
    public List<PastRun> last(String deployment, int number) {
        return reading(() -> rows.last(deployment, "", number));
    }

    /** Whether a run of that name is in it. */
    public boolean knows(String run) {
        return reading(() -> rows.has(run));
    }

    /** Since when it is kept for a deployment; empty if there is nothing of it. */
    public Optional<Instant> since(String deployment) {
        return reading(() -> rows.since(deployment));
    }

    /** The names of the deployments that it knows. */
    public List<String> deployments() {
        return reading(rows::deployments);
    }

    interface Work {
        void run() throws SQLException;
    }

    interface Question<T> {
        T ask() throws SQLException;
    }

    private void transaction(Work work) {
        try {
            work.run();
            connection.commit();
        } catch (SQLException failed) {
            undo();
            throw new CannotLook("the history cannot be written: " + failed.getMessage(), failed);
        }
    }

    private <T> T reading(Question<T> question) {
        try {
            T answer = question.ask();
            // Ends the reading, so that nobody waits for us to write.
            connection.commit();
            return answer;
        } catch (SQLException failed) {
            undo();
            throw new CannotLook("the history cannot be read: " + failed.getMessage(), failed);
        }
    }

    private void undo() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // The transaction ends with the connection at the latest.
        }
    }

    @Override
    public void close() {
        try {
            file.close(path);
        } catch (SQLException failed) {
            throw new CannotLook("the history cannot be closed: " + failed.getMessage(), failed);
        }
    }

    /**
     * The file of a chronicle, open.
     *
     * @param connection not committing by itself
     * @param setAside what an unreadable file that was here is called now; empty if there was none
     */
    record RunDatabaseFile(Connection connection, Optional<Path> setAside) {

        /** How long somebody else may keep it locked. */
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        private static final String NO_DATABASE = "no SQLite database";

        /** As this process left them: a canary opens the file several times a minute, and a look at the whole takes a while. */
        private static final Map<Path, Stamp> LEFT = new ConcurrentHashMap<>();

        private record Stamp(long size, FileTime changed) {

            static Stamp of(Path file) throws IOException {
                return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
            }
        }

        /**
         * Opens it, and makes it if it is not there. One that cannot be read is set aside, not deleted: somebody may be able to
         * save it.
         *
         * @throws CannotLook if it is of a newer form, or cannot be written
         */
        static RunDatabaseFile open(Path file, SchemaMigration form) {
            try {
                Private.directoryOf(file);
                Optional<Path> aside =
                        isAsLeft(file) || isReadable(file) ? Optional.empty() : Optional.of(setAside(file));
                return new RunDatabaseFile(opened(file, form), aside);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot write " + file, failed);
            } catch (SQLException failed) {
                throw new CannotLook("the history " + file + " cannot be opened: " + failed.getMessage(), failed);
            }
        }

        /**
         * A copy in memory.
         *
         * @throws CannotLook if it cannot be read, or is of a newer form
         */
        static RunDatabaseFile copyOf(Path file, SchemaMigration form) {
            try {
                Connection connection = Sqlite.copyInMemory(file);
                try {
                    if (!isWhole(connection) || form.isNone(connection)) {
                        throw new CannotLook("the history " + file + " cannot be read: it is none, or cut short");
                    }
                    if (!form.bringUpToDate(connection)) {
                        throw new CannotLook("the history " + file + " was written by a newer version");
                    }
                    connection.setAutoCommit(false);
                    return new RunDatabaseFile(connection, Optional.empty());
                } catch (SQLException | RuntimeException failed) {
                    connection.close();
                    throw failed;
                }
            } catch (SQLException failed) {
                throw new CannotLook("the history " + file + " cannot be read: " + failed.getMessage(), failed);
            }
        }

        private static Connection opened(Path file, SchemaMigration form) throws SQLException {
            Connection connection = Sqlite.open(file);
            try {
                try (Statement sql = connection.createStatement()) {
                    sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
                    sql.execute("PRAGMA foreign_keys = ON");
                    // One file and nothing beside it: caches and artifacts of CI take it whole.
                    sql.execute("PRAGMA journal_mode = DELETE");
                }
                if (!form.bringUpToDate(connection)) {
                    throw new CannotLook("the history " + file + " was written by a newer version, and is left alone");
                }
                connection.setAutoCommit(false);
                return connection;
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        }

        private static boolean isAsLeft(Path file) throws IOException {
            return Files.exists(file) && Stamp.of(file).equals(LEFT.get(file.toAbsolutePath()));
        }

        /**
         * Closes it.
         *
         * @throws SQLException if that fails; it is looked at as a whole when it is opened again
         */
        void close(Path file) throws SQLException {
            LEFT.remove(file.toAbsolutePath());
            connection.close();
            try {
                LEFT.put(file.toAbsolutePath(), Stamp.of(file));
            } catch (IOException unknown) {
                LEFT.remove(file.toAbsolutePath());
            }
        }

        /** A look at the whole file: half of one that was cut short can be read without a fault. */
        private static boolean isReadable(Path file) throws SQLException {
            if (!Files.exists(file)) {
                return true;
            }
            try (Connection connection = Sqlite.open(file);
                    Statement sql = connection.createStatement()) {
                sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
                return isWhole(connection);
            } catch (SQLException failed) {
                if (isBroken(failed)) {
                    return false;
                }
                throw failed;
            }
        }

        private static boolean isWhole(Connection connection) throws SQLException {
            try (Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("PRAGMA quick_check(1)")) {
                return row.next() && row.getString(1).equals("ok");
            }
        }

        /** SQLITE_CORRUPT and SQLITE_NOTADB; anything else, such as a lock or a disk, says nothing about the file. */
        private static boolean isBroken(SQLException failed) {
            int primary = failed.getErrorCode() & 0xff;
            return primary == 11 || primary == 26;
        }

        private static Path setAside(Path file) throws IOException {
            Path aside = file.resolveSibling(
                    file.getFileName() + ".unreadable-" + Instant.now().toEpochMilli());
            Files.move(file, aside);
            return aside;
        }

        /** Why it was begun anew; empty if it was not. */
        Optional<String> loss() {
            return setAside.map(aside -> "the history was unreadable (" + NO_DATABASE
                    + ", or cut short) and is begun anew;" + " what was there is now " + aside.getFileName());
        }
    }
}
